import { expect, test } from "vitest";
import { countryOf } from "../warehouses.ts";
import { AMOUNTS, inThousandths } from "./amounts.ts";
import { anOrder } from "./orders.ts";
import type { RandomSource } from "./random-source.ts";
import { AWKWARD_SECTORS, PLAIN_SECTORS } from "./sector-texts.ts";

/** A small linear congruential generator: the same seed draws the same orders. */
function seeded(seed: number): RandomSource {
  let state = seed;
  let last = 0;
  const next = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
  const integer = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return { integer, pick: (items) => items[integer(0, items.length - 1)] as never, id: () => ++last };
}

const canonical = /^(0|[1-9]\d{0,8})(\.\d{0,2}[1-9])?$/;

test("the same seed draws the same order", () => {
  expect(anOrder(seeded(5), { products: 9 })).toEqual(anOrder(seeded(5), { products: 9 }));
});

test("an order has as many products and positions as asked for", () => {
  const random = seeded(1);
  expect(
    anOrder(random, { products: 500, positions: 1 }).products.every(
      ({ positions }) => positions.length === 1,
    ),
  ).toBe(true);
  expect(anOrder(random, { products: 3 }).products.map(({ positions }) => positions.length)).toEqual([
    2, 2, 2,
  ]);
  expect(
    new Set(
      anOrder(random, { products: 2, positions: "mixed" }).products.map(({ positions }) => positions.length),
    ).size,
  ).toBe(2);
});

test("an order is valid whatever the seed", () => {
  for (let seed = 0; seed < 200; seed++) {
    const order = anOrder(seeded(seed), { products: 5, positions: "mixed" });
    expect(countryOf(order.warehouseId)).toBe(order.country);
    expect(order.prioritizationTime).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(new Set(order.products.map(({ productId }) => productId)).size).toBe(5);
    for (const { amount, positions } of order.products) {
      expect(amount).toMatch(canonical);
      expect(Number(amount)).toBeGreaterThan(0);
      expect(new Set(positions.map(({ storageType }) => storageType)).size).toBe(positions.length);
      for (const { available } of positions) expect(available).toMatch(canonical);
    }
  }
});

test("a warehouse that is asked for brings its country", () => {
  expect(anOrder(seeded(3), { warehouseId: 8799 })).toMatchObject({ warehouseId: 8799, country: "cz" });
  expect(anOrder(seeded(3), { country: "hu" }).country).toBe("hu");
});

test("sectors are plain unless others are asked for", () => {
  const sectorsOf = (sectors?: readonly string[]) =>
    anOrder(seeded(4), { products: 50, sectors }).products.flatMap(({ positions }) =>
      positions.map(({ sector }) => sector),
    );
  expect(PLAIN_SECTORS).toEqual(expect.arrayContaining(sectorsOf()));
  expect(new Set(sectorsOf(["O'Brien"]))).toEqual(new Set(["O'Brien"]));
});

test("offered sectors have 1 to 40 characters and no control character", () => {
  for (const sector of [...AWKWARD_SECTORS, ...PLAIN_SECTORS]) expect(sector).toMatch(/^\P{Cc}{1,40}$/u);
});

test("amounts are written without trailing zeros", () => {
  expect([0, 1, 10, 1000, 1500, 999_999_999_999].map(inThousandths)).toEqual([
    "0",
    "0.001",
    "0.01",
    "1",
    "1.5",
    "999999999.999",
  ]);
  for (const { sent, canonical: text } of AMOUNTS) {
    expect(text).toMatch(canonical);
    expect(Number(sent)).toBe(Number(text));
  }
});
