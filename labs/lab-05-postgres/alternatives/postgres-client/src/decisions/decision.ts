/** A row of `decision_analysis`, named as its columns are. */
export type Row = {
  decision_id: string;
  order_id: number;
  warehouse_id: number;
  country: string;
  product_id: number;
  sector: string;
  storage_type: string;
  amount: string;
  decided_at: Date;
};

/** A decision with at least one row to write. */
export type Decision = { decisionId: string; orderId: number; decidedAt: Date; rows: Row[] };
