import type { CheckContext, JudgeDatabase, RunningApp } from "@picking-labs/test-kit";
import { told } from "@picking-labs/test-kit/every-app";
import { insertRows, seeded } from "../support/insert-rows.ts";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { storedRows } from "../support/stored-rows.ts";

/** A writing app has its rows in the table a few milliseconds after the answer. */
const LATE_MS = 600;

/**
 * Lets an app under a profile that must not write decide three orders, and looks at the table.
 * @param profile value of its APP_PROFILE; undefined: the name is not set
 */
export async function writesNothing(
  t: CheckContext,
  { app, database }: { app: RunningApp; database: JudgeDatabase },
  profile: string | undefined,
): Promise<void> {
  const under = profile === undefined ? "without APP_PROFILE" : `under APP_PROFILE="${profile}"`;

  // The app reaches this very table: what it wrote, it would have written there.
  const row = seeded(t.random);
  await insertRows(database, [row]);
  const path = `/decisions?orderId=${row.orderId}`;
  const answer = await app.get(path);
  t.verify(
    answer.status === 200 && answer.text.includes(row.decisionId),
    () =>
      `GET ${path} ${under} ${told(answer)}. There is a row of this order, and reading is open under every profile.`,
  );

  const orders = Array.from({ length: 3 }, () => plainOrder(t.random, { products: 2 }));
  for (const order of orders) await postOrder(t, app, order, { circumstance: under });
  await t.never(
    async () => (await storedRows(database, ...orders.map(({ orderId }) => orderId)))[0],
    () =>
      `Three orders were decided ${under}, and decision_analysis has rows of them. Nothing may be written.`,
    { for: LATE_MS, every: 50 },
  );
}
