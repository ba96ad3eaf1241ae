import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { addItem, answering, rowsAsWork, startDev, test } from "./support/index.ts";

test("A database that is refused and cut by hand is away for the app, and back after the end", async ({
  place,
}) => {
  await rowsAsWork(place);
  const { command, url, stop } = await startDev(place, "lab-91");
  await command.seen(/Ready\./);
  expect(await addItem(url, 1)).toBe(201);
  expect((await place.run("fault", "postgres", "refuse")).stdout).toBe(
    "postgres: new connections are refused until `end`; open ones stay\n",
  );
  const cut = await place.run("fault", "postgres", "cut");
  expect(cut.stdout).toMatch(/^postgres: [1-9]\d* connections? cut\n$/);
  expect(cut.code).toBe(0);
  expect(command.output()).toMatch(/fault: postgres: [1-9]\d* connections? cut/);
  expect(await addItem(url, 2)).toBe(503);
  expect((await place.run("fault", "postgres", "end")).stdout).toBe(
    "postgres: everything gets through again\n",
  );
  await expect.poll(() => addItem(url, 3), { timeout: 10_000 }).toBe(201);
  await stop();
});

test("A fault with a duration ends by itself: what is held waits, and comes through", async ({ place }) => {
  await rowsAsWork(place);
  const { command, url, stop } = await startDev(place, "lab-91");
  await command.seen(/Ready\./);
  expect(await addItem(url, 1)).toBe(201);
  expect((await place.run("fault", "postgres", "hold")).code).toBe(0);
  let answered = false;
  const held = addItem(url, 2).finally(() => {
    answered = true;
  });
  // A whole command passes meanwhile.
  expect((await place.run("labs")).code).toBe(0);
  expect(answered).toBe(false);
  // Takes the place of the one without an end.
  expect((await place.run("fault", "postgres", "hold", "1s")).stdout).toContain("for 1 s");
  expect(await held).toBe(201);
  await stop();
});

test("Only its own user reaches the socket of a session", async ({ place }) => {
  await place.write("labs/lab-90-echo/work/src/main.ts", answering(""));
  const { command, stop } = await startDev(place, "lab-90");
  await command.seen(/Ready\./);
  const [run = ""] = await readdir(join(place.state, "runs"));
  const folder = join(place.state, "runs", run, "control");
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(join(folder, "socket"))).mode & 0o777).toBe(0o600);
  const other = await place.run("fault", "redis", "cut", "2s");
  expect(other.stderr).toContain("lab-90-echo has no redis.");
  expect(other.code).toBe(2);
  await stop();
});

test.for([
  [["fault", "redis", "cut", "2s"], 2, "No app is run by `npm run dev` here."],
  [["fault", "redis", "cut", "2 s"], 2, '"2 s" is no duration'],
  [["fault", "redis", "cut", "soon"], 2, '"soon" is no duration'],
  [["fault", "rediss", "cut"], 2, "Did you mean redis?"],
  [["fault", "redis.uk", "cut"], 2, '"redis.uk" is no service'],
  [["fault", "redis", "delay"], 2, "delay needs to know by how much"],
  [["fault", "redis", "break"], 2, '"break" is no fault: there is cut, refuse, hold, delay, end.'],
] as const)("%j ends with %d and says: %s", async ([words, exit, text], { place }) => {
  const { code, stderr } = await place.run(...words);
  expect(stderr).toContain(text);
  expect(code).toBe(exit);
});
