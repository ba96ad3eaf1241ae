import type { CheckContext, JudgeDatabase } from "@picking-labs/test-kit";
import { expectedRows } from "./expected-rows.ts";
import type { Posted } from "./post-order.ts";
import { type StoredRow, storedRows } from "./stored-rows.ts";

/** Three seconds are promised; a busy machine gets more. */
export const ARRIVAL_LIMIT_MS = 10_000;

/**
 * Waits until every row of these decisions is in the table, and returns all rows of their orders.
 * @param circumstance begins the failure: "After the lock was gone"
 */
export async function rowsArrive(
  t: CheckContext,
  database: JudgeDatabase,
  posted: Posted[],
  circumstance = "",
): Promise<StoredRow[]> {
  const wanted = posted.map(({ order, decisionId }) => ({ order, rows: expectedRows(order, decisionId) }));
  const orderIds = [...new Set(wanted.map(({ order }) => order.orderId))];
  let last: StoredRow[] = [];
  const missing = () => {
    const found = Map.groupBy(last, ({ decisionId }) => decisionId);
    return posted.filter(
      ({ decisionId }, index) => (found.get(decisionId)?.length ?? 0) < (wanted[index]?.rows.length ?? 0),
    );
  };
  await t.eventually(
    async () => {
      last = await storedRows(database, ...orderIds);
      return missing().length === 0;
    },
    () => whatIsMissing(missing(), last, { orders: posted.length, circumstance }),
    { within: ARRIVAL_LIMIT_MS },
  );
  return last;
}

function whatIsMissing(
  [first]: Posted[],
  rows: StoredRow[],
  { orders, circumstance }: { orders: number; circumstance: string },
): string {
  if (first === undefined) return "";
  const { orderId } = first.order;
  const promised = expectedRows(first.order, first.decisionId).length;
  const own = rows.filter((row) => row.orderId === String(orderId));
  const under = own.filter((row) => row.decisionId === first.decisionId).length;
  const other = own.length - under;
  const among = orders === 1 ? "" : ` (one of ${orders} orders)`;
  const others = other === 0 ? "" : " Rows of it stand under another decision_id.";
  const begin = circumstance === "" ? "Order" : `${circumstance}: order`;
  return `${begin} ${orderId}${among} was answered 200, and 10 s later ${under} of the ${promised} rows of its decision are in the table.${others}`;
}
