import { expect, test } from "vitest";
import { appOf, descendants } from "./process-tree.ts";

const usage = (pid: number, parent: number, group: number) => ({ pid, parent, group, memory: 0, cpu: 0 });
const BUBBLEWRAP = 100;
/** The pids have come round, so that an orphan of the app has a lower one than the supervisor. */
const all = [
  ...[usage(1, 0, 1), usage(20, 101, 104), usage(50, 1, 50)],
  ...[usage(BUBBLEWRAP, 1, BUBBLEWRAP), usage(101, BUBBLEWRAP, BUBBLEWRAP), usage(103, 101, BUBBLEWRAP)],
  ...[usage(104, 103, 104), usage(105, 104, 104)],
];

test("The app is the child of the supervisor, whatever else became a child of process 1", () => {
  expect(appOf(BUBBLEWRAP, all)).toBe(104);
  expect(appOf(BUBBLEWRAP, all.slice(0, 4))).toBeUndefined();
  expect(appOf(50, all)).toBeUndefined();
});

test("Children, their children and orphans belong to it, others do not", () => {
  expect(
    descendants(BUBBLEWRAP, all)
      .map(({ pid }) => pid)
      .sort(),
  ).toEqual([100, 101, 103, 104, 105, 20]);
});
