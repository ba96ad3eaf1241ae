import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { flat, leftovers, postmasterOf, type TestPlace, test, walled } from "./support/index.ts";

const GRADE = ["grade", "lab-91", "--target", "solution"];
/** What the grader writes as it enters each phase; compiling, services and the runner begin together. */
const PHASES = [
  ["it has only just begun", /Grading lab-91 …/],
  ["files are read", /Reading your files …/],
  ["services start and the app is compiled", /Loading the checks …/],
  ["the app starts", /Starting your app …/],
  ["checks run", /(?:passed|failed) {2}Items are read back/],
] as const;

const attempts = ({ state }: TestPlace) => readdir(join(state, "attempts")).catch(() => []);

test.for(PHASES)(
  "Ctrl-C while %s ends everything with 130 and counts no attempt",
  async ([, line], { place }) => {
    await place.holdChecks();
    const command = place.start(GRADE);
    await command.seen(line);
    command.interrupt();
    const { code, stdout, stderr } = await command.ended;
    expect(flat(stderr)).toBe(
      " Stopping … Once more stops at once. Stopped. Everything that was started has been ended; no attempt was counted. ",
    );
    expect(stdout).not.toMatch(/Score|could not finish|Not gradable/);
    expect(code).toBe(130);
    expect(await attempts(place)).toEqual([]);
    expect(await leftovers(place, [command])).toEqual([]);
  },
);

test.for([
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const)("%s ends everything in the same way, with %d", async ([signal, exitCode], { place }) => {
  await place.holdChecks();
  const command = place.start([...GRADE, "--json"]);
  await expect
    .poll(() => leftovers(place, [command]), { timeout: 30_000 })
    .toEqual(expect.arrayContaining([expect.stringContaining("postgres")]));
  command.signal(signal);
  const { code, stdout } = await command.ended;
  expect(stdout).toBe("");
  expect(code).toBe(exitCode);
  expect(await leftovers(place, [command])).toEqual([]);
});

/** Node never frees a socket that is reset while it is ending, and never ends the thread that it belongs to. */
const ENDLESS_THREAD = `import { once } from "node:events";
import { connect, createServer } from "node:net";
import { check } from "@picking-labs/test-kit";

check("counts", async (t) => {
  const server = createServer((peer) => peer.resume()).listen(0, "127.0.0.1");
  await once(server, "listening");
  const socket = connect(server.address().port, "127.0.0.1").on("error", () => {});
  await once(socket, "connect");
  socket.end();
  socket.resetAndDestroy();
  t.fail("it is stuck from now on");
});
`;

test("Ctrl-C ends the grader although Node cannot end the thread of its suite", async ({ place }) => {
  await place.write("labs/lab-90-echo/hidden/count.test.ts", ENDLESS_THREAD);
  await place.edit(
    "labs/lab-90-echo/hidden/echo.test.ts",
    'check("echo-exact", async (t) => {',
    'check("echo-exact", async (t) => {\n  await new Promise(() => {});',
  );
  const command = place.start(["grade", "lab-90", "--target", "solution"]);
  await command.seen(/failed {2}The count/);
  command.interrupt();
  const { code, stderr } = await command.ended;
  expect(flat(stderr)).toContain("Stopped.");
  expect(code).toBe(130);
});

test("A second signal ends the grader at once; what it leaves is ended by the next command", async ({
  place,
}) => {
  await place.holdChecks();
  const command = place.start(GRADE);
  await command.seen(PHASES[4][1]);
  // A server that does not answer its signal, so that the orderly end takes its time.
  process.kill((await postmasterOf(command.pid)).pid, "SIGSTOP");
  command.signal("SIGINT");
  // Two signals that are on their way together are delivered in any order.
  await command.seen(/Stopping …/);
  command.signal("SIGTERM");
  const { code, stderr } = await command.ended;
  expect(code).toBe(143);
  expect(stderr).not.toContain("Stopped.");
  expect((await place.run("grade", "lab-90", "--target", "solution")).code).toBe(0);
  expect(await leftovers(place, [command])).toEqual([]);
});

test("After kill -9 in each phase the next command ends and removes what was left, and grades", async ({
  place,
}) => {
  const gate = await place.holdChecks();
  const left: string[] = [];
  for (const [, line] of PHASES) {
    // Work is begun anew each time: its copy must not be left half-made.
    const command = place.start(["grade", "lab-91"]);
    await command.seen(line);
    command.signal("SIGKILL");
    expect((await command.ended).signal).toBe("SIGKILL");
    left.push(...(await leftovers(place, [command])));
  }
  expect(left.join("\n")).toMatch(/process \d+ .*postgres -D/);
  // Walls fall with the grader, and the app with them.
  if (!walled) expect(left.join("\n")).toMatch(/process \d+ .*src\/main\.ts/);
  expect(left.join("\n")).toContain(join(place.state, "runs"));
  await gate.open();
  const { code, stdout } = await place.run(...GRADE);
  expect(stdout).toContain("Score 100 of 100");
  expect(code).toBe(0);
});

test("kill -9 while the database is prepared for the first time leaves no half of it, and the next run prepares it", async ({
  place,
}) => {
  const env = { PICKING_LABS_STATE: join(place.root, "first") };
  const command = place.start(GRADE, env);
  await command.seen(/Preparing Postgres for the first time/);
  command.signal("SIGKILL");
  await command.ended;
  const again = await place.start(GRADE, env).ended;
  expect(again.stdout).toContain("Preparing Postgres for the first time");
  expect(again.code).toBe(0);
  const cache = await readdir(join(place.root, "first/cache"));
  expect(cache.filter((name) => name.startsWith("half-"))).toEqual([]);
});
