import fc from "fast-check";
import { expect, test } from "vitest";
import type { Mistake } from "../catalog/index.ts";
import { oneACheck } from "./one-a-check.ts";

const CHECKS = ["reads", "writes", "ends"];

const mistake = (name: string, fails: string[], notReached: string[] = []): Mistake =>
  ({ name, fails, notReached, mayFail: [] as string[] }) as Mistake;

const names = (mistakes: Mistake[]) => mistakes.map(({ name }) => name);

test("Of several mistakes that a check catches, the one is taken that fails the least besides", () => {
  const broad = mistake("broad", ["reads", "writes"]);
  const blocking = mistake("blocking", ["reads"], ["writes", "ends"]);
  const sharp = mistake("sharp", ["reads"]);
  expect(names(oneACheck([broad, blocking, sharp], ["reads"]))).toEqual(["sharp"]);
});

test("One that fails several is taken for all of them", () => {
  const both = mistake("both", ["reads", "writes"]);
  const slow = mistake("slow", ["writes", "ends", "reads"]);
  const sharp = CHECKS.map((check) => mistake(check, [check]));
  expect(names(oneACheck([...sharp, both, slow], CHECKS))).toEqual(["slow"]);
  expect(names(oneACheck([...sharp, both, slow], ["reads", "writes"]))).toEqual(["both"]);
  expect(names(oneACheck([...sharp, both], CHECKS))).toEqual(["ends", "both"]);
});

test("Whatever the mistakes are, every check that any of them fails is failed by a chosen one, each of which fails one more", () => {
  const some = fc.uniqueArray(fc.constantFrom(...CHECKS), { minLength: 1 });
  fc.assert(
    fc.property(fc.array(some, { maxLength: 12 }), (all) => {
      const mistakes = all.map((fails, index) => mistake(`m${index}`, fails));
      const failed = (list: Mistake[]) => new Set(list.flatMap(({ fails }) => fails));
      const chosen = oneACheck(mistakes, CHECKS);
      expect(failed(chosen)).toEqual(failed(mistakes));
      expect(chosen.length).toBeLessThanOrEqual(failed(mistakes).size);
    }),
  );
});
