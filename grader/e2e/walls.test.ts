import { expect } from "vitest";
import { goodApp, test } from "./support/index.ts";

/** Lines of the app are seen in the report of a failed check only, so the app itself fails when it got through. */
const attack = (steps: string) =>
  goodApp(`
import { connect } from "node:net";
const opens = (port) => new Promise((resolve) => {
  const socket = connect(port, "127.0.0.1", () => resolve(true));
  socket.on("error", () => resolve(false));
});
${steps}`);

test("An app that asks the grader for a debugger gets none", async ({ place }) => {
  const { code, stdout, stderr } = await place.grade(
    attack(`
process.kill(process.ppid, "SIGUSR1");
await new Promise((resolve) => setTimeout(resolve, 500));
if (await opens(9229)) throw new Error("the debugger is open");`),
    // Without walls its parent is the grader itself.
    "--isolation",
    "process",
  );
  expect(stderr).not.toContain("Debugger");
  expect(stdout).toContain("Score 100 of 100");
  expect(code).toBe(0);
});

test("An app that may write no files makes none through a database in a file either", async ({ place }) => {
  const { stdout } = await place.grade(
    attack(`
const made = await import("node:sqlite").then(
  ({ DatabaseSync }) => new DatabaseSync("/tmp/picking-labs-escape.db"),
  () => undefined,
);
if (made !== undefined) throw new Error("a file was made");`),
  );
  expect(stdout).toContain("Score 100 of 100");
});
