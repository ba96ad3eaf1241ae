import { setTimeout as pause } from "node:timers/promises";
import { check } from "@picking-labs/test-kit";
import { allInOrder, appLives, errorCount } from "@picking-labs/test-kit/every-app";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { rowsArrive } from "../support/rows-arrive.ts";

/** Promised are 20 s. Whoever gives up after a few tries has given up by then. */
const OUTAGE_MS = 3_000;

check("outage-outlived", async (t) => {
  const { app, database, proxy } = await t.workplace();
  await rowsArrive(
    t,
    database,
    [await postOrder(t, app, plainOrder(t.random))],
    "Before Postgres was away an order was answered 200",
  );

  proxy.refuse();
  proxy.cut();
  await appLives(t, app, "Postgres cut the app's connections");
  const posted = await allInOrder(
    Array.from({ length: 5 }, () =>
      postOrder(t, app, plainOrder(t.random, { products: 2 }), { circumstance: "while Postgres was away" }),
    ),
  );
  await appLives(t, app, "Orders came while Postgres was away");
  await pause(OUTAGE_MS);
  proxy.allow();
  const rows = await rowsArrive(
    t,
    database,
    posted,
    `Postgres was away for ${OUTAGE_MS / 1000} s. Meanwhile five orders were answered 200, and then it came back`,
  );

  t.equal(
    rows.length,
    10,
    "The number of rows of five orders with 2 products each, made while Postgres was away",
  );
  const named = posted.find(({ order }) => errorCount(app, order.orderId) > 0);
  t.verify(
    named === undefined,
    () => `Order ${named?.order.orderId} was written after Postgres came back, and an error line names it.`,
  );
});
