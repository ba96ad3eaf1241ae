import { type Country, countryOf, type Order, WAREHOUSES } from "@picking-labs/domain";
import type { Random } from "@picking-labs/test-kit";

type Shape = { orderId?: number; warehouseId?: number; country?: Country; time?: string };

const BEGIN = Date.UTC(2026, 0, 1);
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** A valid order in the one form in which it leaves: of Prague's first warehouse, unless something else is said. */
export function waitingOrder(
  random: Random,
  { orderId, warehouseId, country = "cz", time }: Shape = {},
): Order {
  const home = warehouseId ?? WAREHOUSES[country][0];
  return {
    orderId: orderId ?? anId(random),
    warehouseId: home,
    prioritizationTime: time ?? new Date(BEGIN + random.integer(0, YEAR_MS)).toISOString(),
    country: countryOf(home) as Country,
    products: [
      {
        productId: random.integer(1, 9_000_000),
        amount: `${random.integer(1, 50)}.5`,
        positions: [{ sector: `M-${random.integer(1, 99)}`, storageType: "MANUAL", available: "60" }],
      },
    ],
  };
}

/** Ids of different lengths, so that text and number put them in different orders. */
export function anId(random: Random): number {
  const digits = random.integer(7, 15);
  return random.integer(10 ** (digits - 1), 10 ** digits - 1);
}

/** A moment of one year, to the millisecond. Checks that share a database keep to a year of their own. */
export function momentIn(random: Random, year: number): string {
  const begin = Date.UTC(year, 0, 2);
  return new Date(begin + random.integer(0, 360 * 24 * 60 * 60 * 1000)).toISOString();
}
