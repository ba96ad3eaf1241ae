import type { Country, StorageType } from "@picking-labs/domain";

export type Position = { sector: string; storageType: StorageType; available: number };

export type Product = { productId: number; amount: number; positions: Position[] };

/** An order. TypeScript makes sure that nothing else gets in here. */
export type Order = {
  orderId: number;
  warehouseId: number;
  prioritizationTime: string;
  country?: Country;
  note?: string;
  products: Product[];
};
