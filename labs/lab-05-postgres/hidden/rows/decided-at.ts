import { check } from "@picking-labs/test-kit";
import { allInOrder } from "@picking-labs/test-kit/every-app";
import { lockTable } from "../support/locked-table.ts";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { rowsArrive } from "../support/rows-arrive.ts";

/** More than an app has connections, so that some writes begin only after the lock. */
const ORDERS = 8;
/** How long the writes are held after the answers. */
const HELD_MS = 250;
/** Two processes read the clock; a moment may be cut to the millisecond. */
const TOLERANCE_MS = 20;

check("decided-at", async (t) => {
  const [app, database] = await Promise.all([t.sharedApp(), t.sharedDatabase()]);
  const lock = await lockTable(t, database);
  const answers = allInOrder(
    Array.from({ length: ORDERS }, () => postOrder(t, app, plainOrder(t.random), { timeoutMs: 20_000 })),
  );
  await Promise.race([answers, new Promise((resolve) => setTimeout(resolve, 300))]);
  await new Promise((resolve) => setTimeout(resolve, HELD_MS));
  await lock.release();
  const posted = await answers;
  const rows = await rowsArrive(t, database, posted);

  for (const row of rows) {
    const one = posted.find(({ decisionId }) => decisionId === row.decisionId);
    if (one === undefined) continue;
    const stored = new Date(row.decidedAt).toISOString();
    const [sent, answered] = [one.sentAt, one.answeredAt].map((moment) => new Date(moment).toISOString());
    t.verify(
      row.decidedAt > one.sentAt - TOLERANCE_MS,
      `decided_at of order ${row.orderId} is ${stored}, before the order was sent at ${sent}.`,
    );
    t.verify(
      row.decidedAt < one.answeredAt + TOLERANCE_MS,
      `decided_at of order ${row.orderId} is ${stored}, after it was answered at ${answered}: that is the time of the write, not of the decision, or another time zone's.`,
    );
  }
});
