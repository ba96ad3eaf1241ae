import { describe, expect, test } from "vitest";
import { createRandom } from "./random.ts";

const drawn = (seed: string, check: string) => {
  const random = createRandom(seed, check);
  return [
    random.integer(0, 1e9),
    random.id(),
    random.text(5, 20),
    random.uuid(),
    random.shuffle([1, 2, 3, 4, 5, 6, 7, 8]),
    random.pick(["a", "b", "c"]),
  ];
};

test("the same seed and check draw the same values, another seed or check others", () => {
  expect(drawn("s", "c")).toEqual(drawn("s", "c"));
  expect(drawn("s", "c")).not.toEqual(drawn("s", "d"));
  expect(drawn("s", "c")).not.toEqual(drawn("t", "c"));
  expect(drawn("ab", "c")).not.toEqual(drawn("a", "bc"));
});

describe("values", () => {
  const random = createRandom("seed", "values");
  const many = <T>(draw: () => T) => Array.from({ length: 5000 }, draw);

  test("integers reach both ends evenly and nothing beyond", () => {
    const counts = Map.groupBy(
      many(() => random.integer(3, 7)),
      (value) => value,
    );
    expect([...counts.keys()].toSorted()).toEqual([3, 4, 5, 6, 7]);
    for (const values of counts.values()) expect(Math.abs(values.length - 1000)).toBeLessThan(200);
    expect(random.integer(9, 9)).toBe(9);
    expect(many(() => random.integer(0, Number.MAX_SAFE_INTEGER)).every(Number.isSafeInteger)).toBe(true);
  });

  test("ids are safe integers of at least seven digits, never the same twice", () => {
    const ids = many(random.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => Number.isSafeInteger(id) && id >= 1_000_000)).toBe(true);
  });

  test("texts keep their length, hold quotes and backslashes, no control and no astral characters", () => {
    const texts = many(() => random.text(1, 40));
    expect(texts.every((text) => /^[^\p{Cc}\p{Cs}]{1,40}$/u.test(text))).toBe(true);
    expect(texts.every((text) => text.length >= 1 && text.length <= 40)).toBe(true);
    for (const awkward of ["'", '"', "\\", "`", "$", "ě"]) expect(texts.join("")).toContain(awkward);
  });

  test("a shuffle keeps every item and does not touch its argument", () => {
    const items = Object.freeze([1, 2, 3, 4, 5]);
    expect(random.shuffle(items).toSorted()).toEqual(items);
    expect(new Set(many(() => random.shuffle([1, 2, 3]).join(""))).size).toBe(6);
  });

  test("uuids are of version 4", () => {
    expect(
      many(random.uuid).every((uuid) =>
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(uuid),
      ),
    ).toBe(true);
  });

  test("picking from nothing is an error of the suite", () => {
    expect(() => random.pick([])).toThrow(RangeError);
  });
});
