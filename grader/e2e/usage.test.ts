import { expect } from "vitest";
import { test } from "./support/index.ts";

test.for([
  [["grade", "lab-09"], 'There is no lab "lab-09". Did you mean lab-90?'],
  [["grade", "ecko"], 'There is no lab "ecko". Did you mean echo?'],
  [["grade", "zzzzzzzz"], 'There is no lab "zzzzzzzz".\n'],
  [["grade", "90", "--task", "cont"], 'lab-90-echo has no task "cont"; it has 2. Did you mean count?'],
  [["grade", "90", "--task", "3"], 'lab-90-echo has no task "3"; it has 2.'],
  [
    ["grade", "90", "--check", "echo-exakt"],
    'lab-90-echo has no check "echo-exakt". Did you mean echo-exact?',
  ],
  [["grade", "90", "--seeds", "1"], "seeds"],
  [["grade", "90", "--repeat", "0"], '"0" is no whole number from 1 to 100'],
  [["grade"], "lab"],
  [["grad", "90"], "grad"],
  [["replay", "counts"], 'No check "counts" is on record as failed.'],
] as const)("%j is refused with exit 2: %s", async ([args, message], { place }) => {
  const { code, stderr } = await place.run(...args);
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/\bat .*\.ts:\d/);
  expect(code).toBe(2);
});

test("With --json an error is one JSON object on stdout", async ({ place }) => {
  const { code, stdout } = await place.run("grade", "lab-09", "--json");
  expect(JSON.parse(stdout)).toEqual({
    error: {
      code: "unknown-lab",
      message: 'There is no lab "lab-09". Did you mean lab-90?',
      cure: "Run `npm run labs` to see every lab.",
    },
  });
  expect(code).toBe(2);
});

test("labs lists every lab, and the tasks and checks of one", async ({ place }) => {
  const all = await place.run("labs");
  expect(all.stdout.split("\n")).toEqual([
    "lab-90-echo                  Echo · session 90, about 5 minutes",
    "lab-91-rows                  Rows · session 91, about 5 minutes",
    "lab-92-limits                Limits · session 92, about 5 minutes",
    "lab-93-keys                  Keys · session 93, about 5 minutes",
    "",
  ]);
  const one = await place.run("labs", "echo");
  expect(one.stdout).toContain("2  Counting  (count, 20 points, stretch)");
  expect(one.stdout).toContain("counts                             The count begins at 0");
  expect(one.stdout).toMatch(/lab-90-echo\/README\.md, work in .*lab-90-echo\/work; npm run grade echo/);
  expect([all.code, one.code]).toEqual([0, 0]);
});

test("start begins a lab once and says where", async ({ place }) => {
  const { code, stdout } = await place.run("start", "echo");
  expect(stdout).toMatch(/lab-90-echo\/work holds the starter now/);
  expect(code).toBe(0);
});

test("--help tells the options and ends with 0", async ({ place }) => {
  const { code, stdout } = await place.run("grade", "--help");
  expect(stdout).toMatch(/--target[\s\S]*--seed/);
  expect(code).toBe(0);
});
