import type { CheckContext } from "@picking-labs/test-kit";
import { errorCount, errorNames } from "@picking-labs/test-kit/every-app";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { refuseOrders } from "../support/refuse-rows.ts";
import { refusedOrder } from "../support/refused-order.ts";
import { rowsArrive } from "../support/rows-arrive.ts";
import { storedRows } from "../support/stored-rows.ts";

/** For a second line, or rows that come late. */
const LATE_MS = 150;

/** One refused decision between two that are written: no row of it stays, and one error line names it. */
export async function refused(t: CheckContext, at: "insert" | "commit"): Promise<void> {
  const { app, database } = await t.workplace();
  const order = refusedOrder(t.random);
  await refuseOrders(t, database, at, [order.orderId]);
  await rowsArrive(
    t,
    database,
    [await postOrder(t, app, plainOrder(t.random))],
    "Before anything was refused an order was answered 200",
  );

  const refusal = `Postgres refused the ${at === "insert" ? "fourth row" : "COMMIT"} of order ${order.orderId}`;
  await postOrder(t, app, order);
  await errorNames(
    t,
    app,
    order.orderId,
    `${refusal}, and 10 s later there is no log line of level error with this orderId.`,
  );
  await rowsArrive(
    t,
    database,
    [await postOrder(t, app, plainOrder(t.random))],
    "After Postgres had refused a decision, another order was answered 200",
  );

  await t.never(
    async () => (await storedRows(database, order.orderId)).length,
    (rows) => `${refusal}, and ${rows} of its 4 rows are in the table all the same.`,
    { for: LATE_MS },
  );
  t.equal(errorCount(app, order.orderId), 1, `The number of error lines with the orderId ${order.orderId}`);
}
