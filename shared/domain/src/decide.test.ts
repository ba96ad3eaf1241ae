import * as fc from "fast-check";
import { expect, test } from "vitest";
import { choosePosition, decide } from "./decide.ts";
import type { Position, Product } from "./order.ts";

const product = (amount: string, automated: string, manual: string): Product => ({
  productId: 7,
  amount,
  positions: [
    { sector: "M", storageType: "MANUAL", available: manual },
    { sector: "A", storageType: "AUTOMATED", available: automated },
  ],
});

test("a product with one position is picked there, even when it holds nothing", () => {
  const only: Position = { sector: "M-1", storageType: "MANUAL", available: "0" };
  expect(choosePosition({ productId: 1, amount: "5", positions: [only] })).toBe(only);
});

test.each([
  ["machines hold exactly enough", product("2.5", "2.5", "100"), {}, "A"],
  ["machines miss one thousandth", product("2.5", "2.499", "2.5"), {}, "M"],
  ["load below capacity", product("1", "1", "1"), { load: 4, capacity: 5 }, "A"],
  ["load at capacity", product("1", "1", "1"), { load: 5, capacity: 5 }, "M"],
  ["capacity zero", product("1", "1", "1"), { capacity: 0 }, "M"],
  ["no prediction under any load", product("1", "1", "1"), { load: 1_000_000 }, "A"],
  ["nobody holds enough, machines hold more", product("9", "8", "7"), {}, "A"],
  ["nobody holds enough, people hold more", product("9", "7", "8"), {}, "M"],
  ["nobody holds enough, both the same", product("9", "8.0", "8"), {}, "M"],
  [
    "no capacity, people hold too little, machines hold more",
    product("9", "10", "8"),
    { load: 1, capacity: 1 },
    "A",
  ],
  ["more digits than a float tells apart as text", product("10", "9.999", "10"), {}, "M"],
])("%s", (_, given, workload, sector) => {
  expect(choosePosition(given, workload).sector).toBe(sector);
});

test("the order of the two positions changes nothing", () => {
  const thousandths = fc.integer({ min: 0, max: 999_999 }).map((value) => (value / 1000).toFixed(3));
  fc.assert(
    fc.property(thousandths, thousandths, thousandths, (amount, automated, manual) => {
      const given = product(amount, automated, manual);
      const turned = { ...given, positions: given.positions.toReversed() };
      expect(choosePosition(turned).sector).toBe(choosePosition(given).sector);
    }),
  );
});

test("a decision names the sector of every product by its id", () => {
  const second = { ...product("2.5", "2.499", "2.5"), productId: Number.MAX_SAFE_INTEGER };
  expect(decide({ products: [product("1", "1", "1"), second] })).toEqual({
    products: { "7": "A", "9007199254740991": "M" },
  });
});
