import type { CheckContext, JudgeDatabase } from "@picking-labs/test-kit";
import { expectedRows } from "./expected-rows.ts";
import type { Posted } from "./post-order.ts";
import { type StoredRow, storedRows } from "./stored-rows.ts";

/** Three seconds are promised; a busy machine gets more. */
export const ARRIVAL_LIMIT_MS = 10_000;

/**
 * Waits until every row of these decisions is in the table, and returns all rows of their orders.
 * @param circumstance begins the failure, and tells of the answer: "An order was answered 200 while the table was locked"
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
    () => whatIsMissing(missing(), last, { posted, circumstance }),
    { within: ARRIVAL_LIMIT_MS },
  );
  return last;
}

function whatIsMissing(
  [first]: Posted[],
  rows: StoredRow[],
  { posted, circumstance }: { posted: Posted[]; circumstance: string },
): string {
  if (first === undefined) return "";
  const { orderId } = first.order;
  const promised = expectedRows(first.order, first.decisionId).length;
  const own = rows.filter((row) => row.orderId === String(orderId));
  const under = own.filter((row) => row.decisionId === first.decisionId).length;
  const decisions = new Set(posted.map(({ decisionId }) => decisionId));
  const isStray = own.some(({ decisionId }) => !decisions.has(decisionId));
  const stray = isStray ? " Rows of it stand under another decision_id." : "";
  const begin =
    circumstance || (posted.length === 1 ? "An order was answered 200" : "Orders were answered 200");
  const name = nameOf(first, posted);
  const seen =
    promised === 1
      ? `the row of ${name} is not in the table`
      : `${under} of the ${promised} rows of ${name} are in the table`;
  return `${begin}. 10 s later ${seen}.${stray}`;
}

/** An order that was posted more than once has as many decisions. */
function nameOf(one: Posted, posted: Posted[]): string {
  const { orderId } = one.order;
  const posts = posted.filter(({ order }) => order.orderId === orderId).length;
  if (posts > 1) return `one of the ${posts} decisions on order ${orderId}`;
  return posted.length === 1 ? `order ${orderId}` : `order ${orderId} (one of ${posted.length})`;
}
