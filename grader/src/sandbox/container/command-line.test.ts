import { expect, test } from "vitest";
import { appArguments } from "./command-line.ts";

const app = {
  name: "picking-labs-1",
  command: ["node", "main.ts"],
  readable: ["/srv/a lab/app", '/srv/comma, "quote"'],
  ...{ etc: "/run/etc", news: "/run/news/1", cwd: "/srv/a lab/app", uid: 1_000_000_007 },
  ...{ memoryMb: 160, variables: ["PORT", "SECRET"] },
};

test("Folders are bound in read-only under their own path, whatever stands in it", () => {
  const line = appArguments({ id: "1-1-0a1b2c3d", image: "empty" }, app);
  expect(line).toContain("type=bind,src=/srv/a lab/app,dst=/srv/a lab/app,readonly");
  expect(line).toContain('type=bind,"src=/srv/comma, ""quote""","dst=/srv/comma, ""quote""",readonly');
  const writable = line.filter((word) => word.startsWith("type=bind") && !word.endsWith(",readonly"));
  expect(writable).toEqual(["type=bind,src=/run/news/1,dst=/news"]);
});

test("Values of variables are not in the command line, which everybody on the machine may read", () => {
  const line = appArguments({ id: "1-1-0a1b2c3d", image: "empty" }, app);
  expect(line.flatMap((word, index) => (word === "--env" ? [line[index + 1]] : []))).toEqual([
    "PORT",
    "SECRET",
  ]);
});

test("The command begins lowered to its account, in the network of its house and with no right to spare", () => {
  const line = appArguments({ id: "1-1-0a1b2c3d", image: "empty" }, app);
  expect(line.slice(-2)).toEqual(["node", "main.ts"]);
  expect(line).toContain("--reuid=1000000007");
  expect(line).toContain("container:picking-labs-1-1-0a1b2c3d");
  expect(line.flatMap((word, index) => (word === "--cap-add" ? [line[index + 1]] : []))).toEqual([
    "SETUID",
    "SETGID",
    "SETPCAP",
  ]);
});
