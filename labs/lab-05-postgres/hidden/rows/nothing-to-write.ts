import { setTimeout as pause } from "node:timers/promises";
import { check } from "@picking-labs/test-kit";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { rowsArrive } from "../support/rows-arrive.ts";

/** What belongs to writing a decision; an app may ask other things at any time ("are you there?"). */
const WRITING = /\b(?:begin|start\s+transaction|commit|rollback|insert|copy|savepoint|decision_analysis)\b/i;
const LATE_MS = 300;

check(
  "nothing-to-write",
  async (t) => {
    const { app, database, proxy } = await t.workplace();
    const heard = () =>
      proxy
        .messages()
        .flatMap(({ text, statement = text }) => WRITING.exec(statement ?? "")?.[0].toUpperCase() ?? []);

    await rowsArrive(t, database, [await postOrder(t, app, plainOrder(t.random))]);
    t.verify(
      heard().length > 0,
      "A decision was written, and nothing of it came by the way that DATABASE_URL names.",
    );

    proxy.reset();
    const order = plainOrder(t.random, { products: 0, single: 3 });
    await postOrder(t, app, order);
    await pause(LATE_MS);
    const statements = [...new Set(heard())].join(", ");
    t.verify(
      statements === "",
      `Order ${order.orderId} has no product with two positions, and Postgres heard about it: ${statements}.`,
    );
  },
  { takesOverFrom: "summary-grouped" },
);
