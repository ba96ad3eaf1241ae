import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { Client } from "pg";
import { expect } from "vitest";
import { addItem, again, answering, leftovers, rowsAsWork, server, startDev, test } from "./support/index.ts";

const ECHO_MAIN = "labs/lab-90-echo/work/src/main.ts";

test("An app runs on its port, starts again with each change, and ends with everything at Ctrl-C", async ({
  place,
}) => {
  await place.write(ECHO_MAIN, answering("one"));
  const { command, get, stop } = await startDev(place, "lab-90");
  await command.seen(/Ready\./);
  expect(await get("/")).toEqual({ status: 200, text: "one" });
  const ready = again(command, "Ready\\.");
  await place.write(ECHO_MAIN, answering("two"));
  await ready;
  expect(await get("/")).toEqual({ status: 200, text: "two" });
  expect(command.output()).toContain("A file changed: the app starts again.");
  const { code, stdout } = await stop();
  expect(code).toBe(130);
  expect(stdout).toContain("APP_PROFILE=testing");
  expect(await leftovers(place, [command])).toEqual([]);
  await expect(get("/")).rejects.toThrow();
});

test("An app that cannot be compiled is not started, its place is shown, and it starts once it is mended", async ({
  place,
}) => {
  await place.write(ECHO_MAIN, "const answer = ;\n");
  const { command, get, stop } = await startDev(place, "lab-90");
  await command.seen(/src\/main\.ts:1:16: Unexpected ";"[\s\S]*\^\s+It starts again when a file is saved\./);
  await expect(get("/ping")).rejects.toThrow();
  await place.write(ECHO_MAIN, answering("mended"));
  await command.seen(/Ready\./);
  expect((await get("/")).text).toBe("mended");
  await stop();
});

test("An app that ends by itself is told of with its exit code, and starts again when it is saved", async ({
  place,
}) => {
  await place.write(ECHO_MAIN, 'console.log("first words"); process.exit(3);\n');
  const { command, stop } = await startDev(place, "lab-90");
  await command.seen(/first words\nThe app ended with exit code 3\. It starts again when a file is saved\./);
  // Saved without a change, as one does when it was a service that was away.
  const once = again(command, "first words");
  await place.write(ECHO_MAIN, 'console.log("first words"); process.exit(3);\n');
  await once;
  await place.write(ECHO_MAIN, answering("better"));
  await command.seen(/Ready\./);
  await stop();
});

test("What the grader can run runs here: TypeScript that is more than types", async ({ place }) => {
  const more = 'enum Word { Here = "from an enum" }\n';
  await place.write(
    ECHO_MAIN,
    more + server('response.end(request.url === "/ping" ? \'{"status":"ok"}\' : Word.Here);'),
  );
  const { command, get, stop } = await startDev(place, "lab-90");
  await command.seen(/Ready\./);
  expect((await get("/")).text).toBe("from an enum");
  await stop();
});

test("An app that listens on another port than its own is told so", async ({ place }) => {
  await place.write(ECHO_MAIN, server("response.end();", "0, process.env.HOST"));
  const { command, port, stop } = await startDev(place, "lab-90");
  await command.seen(new RegExp(`The app listens on port \\d+; its PORT was ${port}\\.`));
  await stop();
});

test("Lines of the app are passed on as they are to a program, and shown for a person where colours are", async ({
  place,
}) => {
  const line = '{"level":40,"msg":"late","ms":12}';
  await place.write(ECHO_MAIN, `console.log(${JSON.stringify(line)});\n${answering("")}`);
  const piped = await startDev(place, "lab-90");
  await piped.command.seen(/Ready\./);
  expect(piped.command.output().split("\n")).toContain(line);
  await piped.stop();
  const shown = await startDev(place, "lab-90", { NO_COLOR: "", FORCE_COLOR: "1" });
  await shown.command.seen(/warn .*late/);
  expect(shown.command.output()).not.toContain(line);
  await shown.stop();
});

test("The app has a database with the lab's tables, and the line to try looks into it", async ({ place }) => {
  await rowsAsWork(place);
  const { command, url, stop } = await startDev(place, "lab-91");
  await command.seen(/Ready\./);
  expect(await addItem(url, 7)).toBe(201);
  const [, look = ""] = /^psql (postgres:\S+)$/m.exec(command.output()) ?? [];
  const client = new Client(look);
  client.on("error", () => {});
  await client.connect();
  expect((await client.query("select id, name from item")).rows).toEqual([{ id: 7, name: "item 7" }]);
  await client.end();
  expect(command.output()).toContain(`curl -s ${url}/ping`);
  await stop();
});

test("After kill -9 the next command ends app and services, and removes what they left", async ({
  place,
}) => {
  await rowsAsWork(place);
  const { command } = await startDev(place, "lab-91");
  await command.seen(/Ready\./);
  command.signal("SIGKILL");
  await command.ended;
  const left = (await leftovers(place, [command])).join("\n");
  expect(left).toMatch(/process \d+ .*src\/main\.ts/);
  expect(left).toMatch(/process \d+ .*postgres -D/);
  await place.write(ECHO_MAIN, answering("next"));
  const next = await startDev(place, "lab-90");
  await next.command.seen(/Ready\./);
  await next.stop();
  expect(await leftovers(place, [command])).toEqual([]);
});

test.for([
  [["dev", "lab-80"], 2, 'There is no lab "lab-80".'],
  [["dev", "lab-90"], 3, "lab-90-echo/work is not there: the lab is not begun."],
] as const)("%j ends with %d and says: %s", async ([words, exit, text], { place }) => {
  const { code, stderr } = await place.run(...words);
  expect(stderr).toContain(text);
  expect(code).toBe(exit);
});

test("A port on which somebody listens is refused before anything starts, and named", async ({ place }) => {
  await place.write(ECHO_MAIN, answering(""));
  const others = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => others.once("listening", resolve));
  const { port } = others.address() as { port: number };
  const { code, stderr, stdout } = await place.run("dev", "lab-90", "--port", String(port));
  expect(stderr).toContain(`Something listens on port ${port} of 127.0.0.1 already.`);
  expect(stdout).not.toContain("Ready");
  expect(code).toBe(4);
  others.close();
});

test("dev writes nothing into the work folder", async ({ place }) => {
  await place.write(ECHO_MAIN, answering("one"));
  const { command, stop } = await startDev(place, "lab-90");
  await command.seen(/Ready\./);
  await stop();
  const names = await readdir(join(place.labs, "lab-90-echo/work"), { recursive: true });
  expect(names.sort()).toEqual(["src", "src/main.ts"]);
  expect(await readFile(join(place.root, ECHO_MAIN), "utf8")).toBe(answering("one"));
});
