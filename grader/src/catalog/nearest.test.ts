import fc from "fast-check";
import { expect, test } from "vitest";
import { nearest } from "./nearest.ts";

test.for([
  ["soluton", ["work", "solution", "starter"], "solution"],
  ["LAB-90", ["lab-09", "lab-90"], "lab-90"],
  ["conut", ["count", "echo"], "count"],
  ["zzzzzzzz", ["count", "echo"], undefined],
  ["", ["count"], undefined],
  ["anything", [], undefined],
] as const)("For %j among %j the offer is %s", ([word, candidates, offer]) => {
  expect(nearest(word, candidates)).toBe(offer);
});

test("A word that is among the candidates is its own nearest", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 }), (candidates) => {
      for (const word of candidates) expect(nearest(word, candidates)).toBe(word);
    }),
  );
});
