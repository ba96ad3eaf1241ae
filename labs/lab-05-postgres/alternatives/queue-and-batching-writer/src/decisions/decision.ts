/** A decision with its rows; `decidedAt` in milliseconds since the epoch. */
export type Decision = {
  decisionId: string;
  orderId: number;
  warehouseId: number;
  country: string;
  decidedAt: number;
  rows: { product_id: number; sector: string; storage_type: string; amount: string }[];
};
