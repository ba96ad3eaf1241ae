import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { CheckFailure } from "./check-failure.ts";
import { eventually, never } from "./eventually.ts";

const failure = (message: string) => ({ name: "CheckFailure", message });

test("the first truthy value is returned at once", async () => {
  let probes = 0;
  expect(
    await eventually(
      () => ++probes === 3 && "third",
      () => "never",
      { every: 1 },
    ),
  ).toBe("third");
  expect(probes).toBe(3);
});

test("on the limit it fails with the sentence made of what was last seen", async () => {
  const began = performance.now();
  await expect(
    eventually(
      () => null,
      (last) => `still ${last}`,
      { within: 60, every: 5 },
    ),
  ).rejects.toMatchObject(failure("still null"));
  expect(performance.now() - began).toBeGreaterThanOrEqual(59);
});

test("a probe is asked once more when the time is over", async () => {
  const began = performance.now();
  let last = 0;
  const probe = () => {
    last = performance.now() - began;
    return false;
  };
  await expect(eventually(probe, () => "no", { within: 20, every: 1000 })).rejects.toThrow("no");
  expect(last).toBeGreaterThanOrEqual(20);
});

test("a probe under way at the limit may still bring the value", async () => {
  expect(
    await eventually(
      () => pause(80, "late"),
      () => "never",
      { within: 30 },
    ),
  ).toBe("late");
});

test("a probe that hangs does not outlive the limit by more than a second", async () => {
  const began = performance.now();
  await expect(
    eventually(
      () => new Promise<false>(() => undefined),
      () => "hangs",
      { within: 20 },
    ),
  ).rejects.toMatchObject(failure("hangs"));
  expect(performance.now() - began).toBeLessThan(1500);
});

test("what a probe throws ends it at once, as it is", async () => {
  const thrown = new CheckFailure("seen already");
  await expect(
    eventually(
      () => Promise.reject(thrown),
      () => "never",
    ),
  ).rejects.toBe(thrown);
  const bug = new TypeError("of the suite");
  await expect(
    eventually(
      () => {
        throw bug;
      },
      () => "never",
    ),
  ).rejects.toBe(bug);
});

test("never holds while nothing is seen, for its whole time", async () => {
  let probes = 0;
  const began = performance.now();
  await never(
    () => void probes++,
    () => "seen",
    { for: 50, every: 5 },
  );
  expect(performance.now() - began).toBeGreaterThanOrEqual(49);
  expect(probes).toBeGreaterThanOrEqual(2);
});

test("never fails as soon as something is seen", async () => {
  let probes = 0;
  await expect(
    never(
      () => ++probes === 3 && probes,
      (value) => `saw ${value}`,
      { for: 5000, every: 1 },
    ),
  ).rejects.toMatchObject(failure("saw 3"));
});
