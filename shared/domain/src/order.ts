import type { Country } from "./warehouses.ts";

/** Who takes a product from a sector: people, or machines. */
export type StorageType = "MANUAL" | "AUTOMATED";

/** One place where a product can be picked. `available` is an exact decimal in canonical form, such as `"12.5"`. */
export type Position = { sector: string; storageType: StorageType; available: string };

/** `amount` is an exact decimal in canonical form, greater than zero. Two positions have different storage types. */
export type Product = { productId: number; amount: string; positions: Position[] };

/** A validated order. Ids are integers from 1 to 2^53 − 1; `prioritizationTime` is an instant such as `"2026-03-29T01:30:00.000Z"`. */
export type Order = {
  orderId: number;
  warehouseId: number;
  prioritizationTime: string;
  country: Country;
  note?: string;
  products: Product[];
};

/** The sector that each product is picked from, by product id. */
export type Decision = { products: Record<string, string> };
