import { expect, test } from "vitest";
import { COUNTRIES, countryOf, WAREHOUSES } from "./warehouses.ts";

test("warehouse 8799 stands in cz", () => {
  expect(countryOf(8799)).toBe("cz");
});

test("every warehouse belongs to the country it is listed under, and to no other", () => {
  const ids = COUNTRIES.flatMap((country) => WAREHOUSES[country].map((id) => ({ id, country })));
  for (const { id, country } of ids) expect(countryOf(id)).toBe(country);
  expect(new Set(ids.map(({ id }) => id)).size).toBe(ids.length);
});

test("a warehouse that does not exist has no country", () => {
  for (const id of [0, -8799, 8799.5, 1, Number.NaN]) expect(countryOf(id)).toBeUndefined();
});
