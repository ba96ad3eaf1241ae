import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withLock } from "./lock.mjs";

let folder: string;
let file: string;
const said: string[] = [];
const say = (text: string) => void said.push(text);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lock-"));
  file = join(folder, "deep/install.lock");
  said.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

function leaveLockOf(owner: { pid: number; host: string }): void {
  file = join(folder, "install.lock");
  writeFileSync(file, JSON.stringify({ ...owner, token: "theirs" }));
}

test("Of many that want the lock at once, one works at a time and each gets its turn", async () => {
  let working = 0;
  const seen: number[] = [];
  const work = async () => {
    seen.push(++working);
    await delay(5);
    working--;
  };
  await Promise.all(Array.from({ length: 6 }, () => withLock(file, say, work)));
  expect(seen).toEqual([1, 1, 1, 1, 1, 1]);
});

test("Work that throws frees the lock, and its error comes through", async () => {
  const broken = withLock(file, say, () => Promise.reject(new Error("broken work")));
  await expect(broken).rejects.toThrow("broken work");
  expect(await withLock(file, say, async () => "free")).toBe("free");
});

test("A lock whose owner is dead is taken over at once", async () => {
  leaveLockOf({ pid: 2 ** 22 + 1, host: hostname() }); // above the highest pid that Linux gives
  expect(await withLock(file, say, async () => "taken over")).toBe("taken over");
  expect(said).toEqual([]);
});

test("A living owner that beats is waited for, and the one who waits says for whom", async () => {
  const owner = withLock(file, say, () => delay(400));
  await withLock(file, say, async () => {});
  await owner;
  expect(said).toEqual([
    `Another terminal (process ${process.pid}) is installing here. Waiting until it is done.`,
  ]);
});

test.each([
  { whose: "on another machine, whose pid says nothing here", owner: { pid: 1, host: "elsewhere" } },
  { whose: "whose pid now belongs to another program", owner: { pid: process.pid, host: hostname() } },
])("An owner $whose, is taken for dead once it has been silent for long", async ({ owner }) => {
  leaveLockOf(owner);
  const started = performance.now();
  await withLock(file, say, async () => {}, 300);
  expect(performance.now() - started).toBeGreaterThan(300);
});
