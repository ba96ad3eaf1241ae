import { type Country, countryOf, type Order, type Product, WAREHOUSES } from "@picking-labs/domain";
import type { Random } from "@picking-labs/test-kit";

type Shape = {
  /** Any tenant's when there is none. */
  warehouseId?: number;
  prioritizationTime?: string;
  /** How many products with two positions, 1 by default. */
  products?: number;
  /** How many products with one position, 0 by default; they stand between the others. */
  single?: number;
};

const ALL_WAREHOUSES = Object.values(WAREHOUSES).flat();

/** A valid order without a trap: every sector is letters and digits, every amount is short. Ids are its own. */
export function plainOrder(random: Random, shape: Shape = {}): Order {
  const { products = 1, single = 0, warehouseId = random.pick(ALL_WAREHOUSES) } = shape;
  const firstProduct = random.integer(1_000, 9_000_000);
  const positions = random.shuffle([
    ...Array.from({ length: products }, () => 2),
    ...Array.from({ length: single }, () => 1),
  ]);
  return {
    orderId: random.integer(10_000_000, 2_000_000_000),
    warehouseId,
    prioritizationTime: shape.prioritizationTime ?? "2026-03-29T01:30:00.000Z",
    country: countryOf(warehouseId) as Country,
    products: positions.map((count, index) => plainProduct(random, firstProduct + index, count)),
  };
}

function plainProduct(random: Random, productId: number, positions: number): Product {
  const both: Product["positions"] = [
    { sector: `M-${random.integer(1, 99)}`, storageType: "MANUAL", available: String(random.integer(0, 60)) },
    {
      sector: `A-${random.integer(1, 99)}`,
      storageType: "AUTOMATED",
      available: String(random.integer(0, 60)),
    },
  ];
  return {
    productId,
    amount: `${random.integer(1, 50)}.5`,
    positions: random.shuffle(both).slice(0, positions),
  };
}
