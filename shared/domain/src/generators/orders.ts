import type { Order, Position, Product, StorageType } from "../order.ts";
import { COUNTRIES, type Country, countryOf, WAREHOUSES } from "../warehouses.ts";
import { amount, inThousandths } from "./amounts.ts";
import type { RandomSource } from "./random-source.ts";
import { PLAIN_SECTORS } from "./sector-texts.ts";

export type OrderShape = {
  /** How many products, 1 by default. */
  products?: number;
  /** Positions of every product, 2 by default; "mixed" draws for each product, with at least one of each kind from two products on. */
  positions?: 1 | 2 | "mixed";
  /** The country whose warehouses are drawn from; any by default. */
  country?: Country;
  warehouseId?: number;
  /** Texts that sectors are drawn from, plain ones by default. */
  sectors?: readonly string[];
};

/**
 * A valid order with ids of its own and decimal amounts; a position may hold too little.
 *
 * @example anOrder(random, { products: 3, positions: "mixed", sectors: AWKWARD_SECTORS })
 */
export function anOrder(random: RandomSource, shape: OrderShape = {}): Order {
  const { products = 1, positions = 2, warehouseId, sectors = PLAIN_SECTORS } = shape;
  const home = warehouseId === undefined ? undefined : countryOf(warehouseId);
  const country = shape.country ?? home ?? random.pick(COUNTRIES);
  return {
    orderId: random.id(),
    warehouseId: warehouseId ?? random.pick(WAREHOUSES[country]),
    prioritizationTime: anInstant(random),
    country,
    products: Array.from({ length: products }, (_, index) =>
      aProduct(random, positions === "mixed" ? mixed(random, index) : positions, sectors),
    ),
  };
}

/** A product with one or two positions. */
export function aProduct(random: RandomSource, positions: 1 | 2 = 2, sectors = PLAIN_SECTORS): Product {
  const storageTypes = inAnyOrder(random).slice(0, positions);
  return {
    productId: random.id(),
    amount: amount(random),
    positions: storageTypes.map((storageType): Position => {
      return {
        sector: random.pick(sectors),
        storageType,
        available: inThousandths(random.integer(0, 1_500_000)),
      };
    }),
  };
}

function anInstant(random: RandomSource): string {
  return new Date(random.integer(Date.UTC(2024, 0, 1), Date.UTC(2030, 0, 1))).toISOString();
}

function inAnyOrder(random: RandomSource): StorageType[] {
  return random.pick<StorageType[]>([
    ["MANUAL", "AUTOMATED"],
    ["AUTOMATED", "MANUAL"],
  ]);
}

/** Two, then one, then whichever comes. */
function mixed(random: RandomSource, index: number): 1 | 2 {
  if (index < 2) return index === 0 ? 2 : 1;
  return random.pick([1, 2] as const);
}
