import { access, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { type CommandLine, flat, postmasterOf, reportOf, test } from "./support/index.ts";

const GRADE = ["grade", "lab-91", "--target", "solution"];
const IN_CHECKS = /✓ passed {2}Items are read back/;

async function killPostgres(command: CommandLine): Promise<number> {
  const { pid } = await postmasterOf(command.pid);
  process.kill(pid, "SIGKILL");
  return pid;
}

/** Pieces of System V shared memory that a process made and that are still there. */
async function sharedMemoryOf(pid: number): Promise<string[]> {
  const table = await readFile("/proc/sysvipc/shm", "utf8").catch(() => "");
  return table.split("\n").filter((line) => line.trim().split(/\s+/)[4] === String(pid));
}

test("A Postgres that is killed while checks run is no fault of the app: the run is tried once more, and scores", async ({
  place,
}) => {
  const gate = await place.holdChecks();
  const command = place.start(GRADE);
  await command.seen(IN_CHECKS);
  const killed = await killPostgres(command);
  expect(await sharedMemoryOf(killed)).toHaveLength(process.platform === "linux" ? 1 : 0);
  await command.seen(/trying once more/);
  await gate.open();
  const { code, stdout } = await command.ended;
  expect(flat(stdout)).toContain(
    "Postgres ended with SIGKILL. That is not your app's fault; trying once more.",
  );
  expect(stdout).toContain("Score 100 of 100");
  expect(code).toBe(0);
  expect(await sharedMemoryOf(killed)).toEqual([]);
});

test("A Postgres that is killed twice ends the run as infra, exit 4, and never as a score", async ({
  place,
}) => {
  await place.holdChecks();
  const command = place.start(GRADE);
  await command.seen(IN_CHECKS);
  await killPostgres(command);
  await command.seen(/trying once more[\s\S]*✓ passed {2}Items are read back/);
  await killPostgres(command);
  const { code, stdout } = await command.ended;
  expect(flat(stdout)).toContain("The grader could not finish Postgres ended with SIGKILL.");
  expect(stdout).not.toMatch(/Score \d|✗/);
  expect(code).toBe(4);
});

test("Two grades of one lab and one of another run side by side, each with data and ports of its own", async ({
  place,
}) => {
  const gate = await place.holdChecks();
  const rows = [place.start([...GRADE, "--json"]), place.start([...GRADE, "--json"])];
  const echo = place.run("grade", "lab-90", "--target", "solution", "--json");
  const servers = await Promise.all(
    rows.map(({ pid }) =>
      expect
        .poll(() => postmasterOf(pid), { timeout: 20_000 })
        .toBeTruthy()
        .then(() => postmasterOf(pid)),
    ),
  );
  expect(new Set(servers.map(({ port }) => port)).size).toBe(2);
  expect(new Set(servers.map(({ data }) => data)).size).toBe(2);
  for (const { data } of servers) await access(data);
  await gate.open();
  for (const end of [...(await Promise.all(rows.map(({ ended }) => ended))), await echo])
    expect(reportOf(end)).toMatchObject({ outcome: "graded", score: 100 });
});

test("Two first runs at once both prepare the database, and both score", async ({ place }) => {
  const env = { PICKING_LABS_STATE: join(place.root, "first") };
  const ends = await Promise.all([1, 2].map(() => place.start([...GRADE, "--json"], env).ended));
  for (const end of ends) expect(reportOf(end)).toMatchObject({ outcome: "graded", score: 100 });
  const cache = await readdir(join(place.root, "first/cache"));
  expect(cache.filter((name) => name.startsWith("half-"))).toEqual([]);
});

test("Two grades that both begin the work of a lab share one copy of the starter", async ({ place }) => {
  const ends = await Promise.all([1, 2, 3].map(() => place.run("grade", "lab-90", "--json")));
  for (const end of ends)
    expect(reportOf(end)).toMatchObject({
      outcome: "graded",
      target: { kind: "work" },
      unchangedStarter: true,
    });
});
