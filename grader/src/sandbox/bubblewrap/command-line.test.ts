import { expect, test } from "vitest";
import { accountOf } from "../account.ts";
import { commandLine } from "./command-line.ts";

const inside = {
  command: ["node", "main.ts"],
  readable: ["/srv/a lab/app", "/srv/a lab/libraries/node_modules"],
  ...{ etc: "/run/etc", cwd: "/srv/a lab/app", joins: ["/groups/one", "/groups/two"] },
};

test("Folders above what is read are made open, outermost first, and before what stands in them", () => {
  const line = commandLine({ ...inside, uid: 1_000_000_007, root: true });
  const at = (...words: string[]) =>
    line.findIndex((_, index) => words.every((word, more) => line[index + more] === word));
  const places = [
    at("0755", "--dir", "/srv"),
    at("0755", "--dir", "/srv/a lab"),
    at("0755", "--dir", "/srv/a lab/libraries"),
    at("--ro-bind", "/srv/a lab/app", "/srv/a lab/app"),
    at("--remount-ro", "/"),
  ];
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test("As root an app is lowered to its account; otherwise it gets a user namespace", () => {
  const asRoot = commandLine({ ...inside, uid: 1_000_000_007, root: true });
  expect(asRoot.slice(-2)).toEqual(["node", "main.ts"]);
  expect(asRoot).toContain("--reuid=1000000007");
  expect(asRoot).not.toContain("--unshare-user");
  const asUser = commandLine({ ...inside, uid: 1000, root: false });
  expect(asUser).toContain("--unshare-user");
  expect(asUser).not.toContain("setpriv");
});

test.runIf(process.getuid?.() === 0)("Apps that run at the same time have accounts of their own", () => {
  const accounts = Array.from({ length: 128 }, (_, app) => accountOf(app));
  expect(new Set(accounts).size).toBe(128);
  expect(Math.min(...accounts)).toBeGreaterThanOrEqual(1_000_000_000);
  expect(Math.max(...accounts)).toBeLessThan(2 ** 31);
});
