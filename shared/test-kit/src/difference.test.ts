import { expect, test } from "vitest";
import { difference } from "./difference.ts";

const equal: [unknown, unknown][] = [
  [1, 1],
  [Number.NaN, Number.NaN],
  [{ a: 1, b: undefined }, { a: 1 }],
  [
    { a: 1, b: 2 },
    { b: 2, a: 1 },
  ],
  [
    [1, { a: [] }],
    [1, { a: [] }],
  ],
  [new Date(5), new Date(5)],
  [Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
];

test.each(equal)("%j and %j do not differ", (one, other) => {
  expect(difference(one, other)).toBeUndefined();
  expect(difference(other, one)).toBeUndefined();
});

const different: [unknown, unknown, { path: string; actual?: unknown; expected?: unknown }][] = [
  [1, "1", { path: "", actual: 1, expected: "1" }],
  [0, -0, { path: "", actual: 0, expected: -0 }],
  [null, {}, { path: "", actual: null, expected: {} }],
  [undefined, null, { path: "", actual: undefined, expected: null }],
  [{ a: [{ b: 1 }] }, { a: [{ b: 2 }] }, { path: "a[0].b", actual: 1, expected: 2 }],
  [[1, [2]], [1, [3]], { path: "[1][0]", actual: 2, expected: 3 }],
  [[{ 7: 1 }], [{ 7: 2 }], { path: "[0].7", actual: 1, expected: 2 }],
  [{ a: 1, extra: 2 }, { a: 1 }, { path: "extra", actual: 2, expected: undefined }],
  [{ a: 1 }, { a: 1, missing: 2 }, { path: "missing", actual: undefined, expected: 2 }],
  [[1], [1, 2], { path: "", actual: [1], expected: [1, 2] }],
  [[], {}, { path: "", actual: [], expected: {} }],
  [new Date(5), new Date(6), { path: "", actual: new Date(5), expected: new Date(6) }],
  [{}, { toString: 1 }, { path: "toString", actual: undefined, expected: 1 }],
];

test.each(different)("%j differs from %j at its first place", (actual, expected, found) => {
  expect(difference(actual, expected)).toEqual(found);
  expect(difference(expected, actual)?.path).toBe(found.path);
});
