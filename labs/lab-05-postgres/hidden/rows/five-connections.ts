import { check } from "@picking-labs/test-kit";
import { allInOrder } from "@picking-labs/test-kit/every-app";
import { lockTable, sessionsWaiting } from "../support/locked-table.ts";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";

const ORDERS = 60;
const READS = 20;
/** After everything was sent: an app that opens more connections gets the time to do it. */
const WATCH_MS = 400;

check("five-connections", async (t) => {
  const [app, database] = await Promise.all([t.sharedApp(), t.sharedDatabase()]);
  const lock = await lockTable(t, database);
  const orders = Array.from({ length: ORDERS }, () => plainOrder(t.random));
  const answers = allInOrder([
    ...orders.map((order) => postOrder(t, app, order, { timeoutMs: 20_000 })),
    ...Array.from({ length: READS }, () => app.get("/decisions?orderId=1")),
  ]);
  await t.eventually(
    () => sessionsWaiting(database),
    () => `${ORDERS} orders came while the table was locked, and no session of the app waits for it.`,
    { within: 10_000 },
  );
  await t.never(
    async () => {
      const open = await database.connections();
      return open > 5 && open;
    },
    () =>
      `While ${ORDERS} orders and ${READS} readers came at once, the app had more than 5 connections to Postgres.`,
    { for: WATCH_MS },
  );
  await lock.release();
  await answers;
});
