import { check } from "@picking-labs/test-kit";
import { allInOrder, errorNames } from "@picking-labs/test-kit/every-app";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { refuseOrders } from "../support/refuse-rows.ts";
import { refusedOrder } from "../support/refused-order.ts";
import { rowsArrive } from "../support/rows-arrive.ts";

const REFUSALS = 12;

check(
  "clients-come-back",
  async (t) => {
    const { app, database } = await t.workplace();
    const oneByOne = Array.from({ length: REFUSALS }, () => refusedOrder(t.random));
    const atOnce = Array.from({ length: REFUSALS }, () => refusedOrder(t.random));
    const refused = [...oneByOne, ...atOnce].map(({ orderId }) => orderId);
    await refuseOrders(t, database, "insert", refused);

    for (const [index, order] of oneByOne.entries()) {
      await postOrder(t, app, order, { circumstance: "whose decision Postgres refuses" });
      const otherwise = `Postgres refuses ${REFUSALS} decisions, one after the other. Number ${index + 1} has no error line after 5 s: no client was left for it, or the refusal was not taken for one.`;
      await errorNames(t, app, order.orderId, otherwise, 5_000);
    }
    await allInOrder(
      atOnce.map((order) => postOrder(t, app, order, { circumstance: "whose decision Postgres refuses" })),
    );
    for (const { orderId } of atOnce)
      await errorNames(
        t,
        app,
        orderId,
        `Postgres refuses ${REFUSALS} decisions at once, and 5 s later not every one of them has its error line.`,
        5_000,
      );

    const good = await allInOrder(
      Array.from({ length: 6 }, () => postOrder(t, app, plainOrder(t.random, { products: 2 }))),
    );
    const rows = await rowsArrive(
      t,
      database,
      good,
      `After ${2 * REFUSALS} refused decisions, six orders were answered 200`,
    );
    t.equal(rows.length, 12, "The number of rows of six orders with 2 products each, after refused ones");
  },
  { takesOverFrom: "refused-commit" },
);
