import { type CheckContext, check, type RunningApp } from "@picking-labs/test-kit";
import { told } from "@picking-labs/test-kit/every-app";
import { insertRows, seeded } from "../support/insert-rows.ts";

/** Other checks write meanwhile: the whole table is compared when it was the same before and after. */
const ROUNDS = 500;

check("summary", async (t) => {
  const [app, database] = await Promise.all([t.sharedApp(), t.sharedDatabase()]);
  const [both, one, none] = [900_001, 900_002, 900_003];
  const decisions = [t.random.uuid(), t.random.uuid(), t.random.uuid()];
  const row = (warehouseId: number, decision: number, storageType: "MANUAL" | "AUTOMATED", amount: string) =>
    seeded(t.random, { warehouseId, decisionId: decisions[decision], storageType, amount });
  await insertRows(database, [
    row(both, 0, "MANUAL", "0.1"),
    row(both, 1, "MANUAL", "0.2"),
    ...Array.from({ length: 12 }, () => row(both, 1, "AUTOMATED", "999999999.999")),
    row(both, 2, "AUTOMATED", "0.001"),
    row(one, 2, "MANUAL", "40"),
    row(one, 2, "MANUAL", "60"),
  ]);

  const entry = (storageType: string, decisionCount: number, products: number, amount: string) => ({
    storageType,
    decisions: decisionCount,
    products,
    amount,
  });
  const summaryOf = (query: string) => readSummary(t, app, query);
  const ofBoth = [entry("AUTOMATED", 2, 13, "11999999999.989"), entry("MANUAL", 2, 2, "0.3")];
  t.equal(
    await summaryOf(`?warehouseId=${both}`),
    ofBoth,
    "The summary of a warehouse with 15 rows of 3 decisions",
  );
  t.equal(
    await summaryOf(`?warehouseId=${one}`),
    [entry("MANUAL", 1, 2, "100")],
    "The summary of a warehouse with 2 rows of one decision",
  );
  t.equal(await summaryOf(`?warehouseId=${none}`), [], "The summary of a warehouse without rows");

  const counted = () => database.query<{ storageType: string }>(WHOLE_TABLE);
  for (let round = 0; ; round++) {
    const before = await counted();
    const answered = await summaryOf("");
    if (JSON.stringify(before) !== JSON.stringify(await counted())) {
      if (round < ROUNDS) continue;
      throw new Error("the table of the shared database was never at rest");
    }
    t.equal(answered, before, "The summary without warehouseId, of all rows of the table");
    break;
  }
});

async function readSummary(t: CheckContext, app: RunningApp, query: string): Promise<unknown> {
  const answer = await app.get(`/decisions/summary${query}`);
  t.verify(answer.status === 200, () => `GET /decisions/summary${query} ${told(answer)}. Promised is 200.`);
  return (answer.json as { summary?: unknown } | undefined)?.summary;
}

const WHOLE_TABLE = `
  SELECT storage_type AS "storageType", count(DISTINCT decision_id)::int AS decisions, count(*)::int AS products,
    trim_scale(sum(amount))::text AS amount
  FROM decision_analysis GROUP BY storage_type ORDER BY storage_type`;
