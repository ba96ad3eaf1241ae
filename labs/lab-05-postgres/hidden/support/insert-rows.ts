import type { JudgeDatabase, Random } from "@picking-labs/test-kit";

/** A row as the judge puts it into the table. */
export type Seeded = {
  decisionId: string;
  orderId: number;
  warehouseId: number;
  country: string;
  productId: number;
  sector: string;
  storageType: "MANUAL" | "AUTOMATED";
  /** As it is written into the table; canonical or not. */
  amount: string;
  decidedAt: string;
};

/** A row with values of its own under what is given. */
export function seeded(random: Random, given: Partial<Seeded> = {}): Seeded {
  return {
    decisionId: random.uuid(),
    orderId: random.integer(10_000_000, 2_000_000_000),
    warehouseId: 8799,
    country: "cz",
    productId: random.integer(1_000, 9_000_000),
    sector: `M-${random.integer(1, 99)}`,
    storageType: "MANUAL",
    amount: `${random.integer(1, 50)}.5`,
    decidedAt: new Date(Date.UTC(2025, 0, 1) + random.integer(0, 3e10)).toISOString(),
    ...given,
  };
}

/** Puts rows into the table, in the order given, as another process might have done. */
export async function insertRows(database: JudgeDatabase, rows: readonly Seeded[]): Promise<void> {
  await database.query(INSERT, [JSON.stringify(rows)]);
}

const INSERT = `
  INSERT INTO decision_analysis
  SELECT "decisionId", "orderId", "warehouseId", country, "productId", sector, "storageType", amount, "decidedAt"
  FROM json_to_recordset($1::json) AS seeded("decisionId" uuid, "orderId" bigint, "warehouseId" integer, country text,
    "productId" bigint, sector text, "storageType" text, amount numeric, "decidedAt" timestamptz)`;
