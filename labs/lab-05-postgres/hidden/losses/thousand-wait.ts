import { check, type JudgeDatabase } from "@picking-labs/test-kit";
import { errorCounts } from "@picking-labs/test-kit/every-app";
import { lockTable } from "../support/locked-table.ts";
import { plainOrder } from "../support/plain-order.ts";
import { postMany } from "../support/post-many.ts";
import { postOrder } from "../support/post-order.ts";
import { rowsArrive } from "../support/rows-arrive.ts";

const ORDERS = 1_060;
const TOO_MANY = ORDERS - 1_000;
/** Decisions that are being written may be spared. */
const TOLERANCE = 5;
/** Of those that waited, this many of the oldest and of the youngest are looked for; the rest would only take time. */
const LOOKED_FOR = 150;

check("thousand-wait", async (t) => {
  const database = await t.database();
  const app = await t.app({ database });
  await rowsArrive(
    t,
    database,
    [await postOrder(t, app, plainOrder(t.random))],
    "Before the table was locked an order was answered 200",
  );
  const orders = Array.from({ length: ORDERS }, () => plainOrder(t.random));
  const lock = await lockTable(t, database);
  t.note(`${ORDERS} orders are posted while the table is locked`);
  const statuses = await postMany(app, orders);
  const refused = statuses.find((status) => status !== 200);
  t.verify(
    refused === undefined,
    `${ORDERS} orders came while the table was locked; one of them brought ${refused === 0 ? "no answer" : refused}, promised is 200.`,
  );

  const givenUp = () => {
    const named = errorCounts(app);
    return orders.flatMap(({ orderId }, index) => (named.has(orderId) ? [index] : []));
  };
  await t.eventually(
    () => givenUp().length >= TOO_MANY - TOLERANCE,
    () =>
      `${ORDERS} decisions waited for a locked table, ${TOO_MANY} more than may wait, and error lines name ${givenUp().length} of their orders.`,
    { within: 5_000, every: 50 },
  );
  const gone = givenUp();
  t.verify(
    gone.length <= TOO_MANY + TOLERANCE,
    `${ORDERS} decisions waited for a locked table, ${TOO_MANY} more than may wait, and ${gone.length} of them were given up.`,
  );
  // The connections are few: an order may overtake as many others.
  const young = gone.filter((index) => index >= TOO_MANY + 3 * TOLERANCE).length;
  t.verify(
    young === 0,
    `Of ${ORDERS} decisions that waited for a locked table, the oldest ${TOO_MANY} are to be given up; younger ones were given up instead.`,
  );

  const counts = errorCounts(app);
  const twice = orders.filter(({ orderId }) => (counts.get(orderId) ?? 0) > 1);
  t.verify(
    twice.length === 0,
    `Promised is one error line for a decision that is given up; ${twice.length} of them have more.`,
  );

  await lock.release();
  const kept = orders.flatMap(({ orderId }, index) => (gone.includes(index) ? [] : [orderId]));
  const wanted = [...kept.slice(0, LOOKED_FOR), ...kept.slice(-LOOKED_FOR)];
  let written = 0;
  await t.eventually(
    async () => {
      written = await writtenOf(database, wanted);
      return written >= wanted.length - TOLERANCE;
    },
    () =>
      `1,000 decisions waited for a locked table. 30 s after the lock was gone, ${written} of the ${LOOKED_FOR} oldest and the ${LOOKED_FOR} youngest are written.`,
    { within: 30_000, every: 100 },
  );
  const anyway = await writtenOf(
    database,
    gone.map((index) => orders[index]?.orderId ?? 0),
  );
  t.verify(
    anyway <= TOLERANCE,
    "Error lines said of decisions that they are given up, and many of these are written all the same.",
  );
});

async function writtenOf(database: JudgeDatabase, orderIds: number[]): Promise<number> {
  const [row] = await database.query<{ written: number }>(
    "SELECT count(*)::int AS written FROM decision_analysis WHERE order_id = ANY($1::bigint[])",
    [orderIds],
  );
  return row?.written ?? 0;
}
