import { setTimeout as pause } from "node:timers/promises";
import { check, type JudgeDatabase, type WireMessage } from "@picking-labs/test-kit";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { storedRows } from "../support/stored-rows.ts";

/** An answer within 4 s is waited for; on a busy machine the first message is seen late. */
const WAITED_FOR_MS = 3_500;
/** Promised are 15 s after all is well again; here only one connection is ill. */
const WRITTEN_WITHIN_MS = 17_500;
/** Whether rows come one by one is another check's matter. */
const ALL_OF_THEM_MS = 250;

check("silence-is-lost", async (t) => {
  const { app, database, proxy } = await t.workplace();
  const order = plainOrder(t.random, { products: 2 });
  const silent = proxy.once(isInsert, "hold-answer");
  await postOrder(t, app, order);
  await silent;
  const session = await insertingSession(database);
  const sentAt = proxy.messages().findLast(isInsert)?.at ?? 0;
  proxy.reset();

  let rows = 0;
  await t.eventually(
    async () => {
      t.verify(app.running, `The INSERT of order ${order.orderId} got no answer.`);
      rows = (await storedRows(database, order.orderId)).length;
      return rows > 0 && !(await isOpen(database, session));
    },
    () =>
      rows > 0
        ? `The INSERT of order ${order.orderId} got no answer. ${WRITTEN_WITHIN_MS / 1000} s later the connection that stays silent is still open.`
        : `The INSERT of order ${order.orderId} got no answer. ${WRITTEN_WITHIN_MS / 1000} s later its rows are not in the table: it was not tried on another connection.`,
    { within: WRITTEN_WITHIN_MS, every: 50 },
  );
  const waitedMs = (proxy.messages().find(isInsert)?.at ?? Number.POSITIVE_INFINITY) - sentAt;
  t.verify(
    waitedMs >= WAITED_FOR_MS,
    `The INSERT of order ${order.orderId} got no answer for ${(waitedMs / 1000).toFixed(1)} s, and was sent again. An answer within 4 s is to be waited for.`,
  );
  await pause(ALL_OF_THEM_MS);
  rows = (await storedRows(database, order.orderId)).length;
  t.equal(rows, 2, `The number of rows of order ${order.orderId}, which has 2 products and was tried twice,`);
});

function isInsert({ text, statement = text }: WireMessage): boolean {
  return /\binsert\b/i.test(statement ?? "");
}

/** The session that has just run an INSERT. */
async function insertingSession(database: JudgeDatabase): Promise<number | undefined> {
  const [session] = await database.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE datname = $1 AND usename <> current_user AND query ~* '\\minsert\\M'
     ORDER BY state_change DESC LIMIT 1`,
    [database.name],
  );
  return session?.pid;
}

async function isOpen(database: JudgeDatabase, session: number | undefined): Promise<boolean> {
  return (await database.query("SELECT 1 FROM pg_stat_activity WHERE pid = $1", [session])).length > 0;
}
