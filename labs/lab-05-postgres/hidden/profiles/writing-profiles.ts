import { check } from "@picking-labs/test-kit";
import { allInOrder } from "@picking-labs/test-kit/every-app";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { rowsArrive } from "../support/rows-arrive.ts";

check("writing-profiles", async (t) => {
  const [staging, shared, own] = await allInOrder([
    t.sharedApp(),
    t.sharedDatabase(),
    t.workplace({ env: { APP_PROFILE: "production" } }),
  ]);
  for (const [profile, app, database] of [
    ["staging", staging, shared],
    ["production", own.app, own.database],
  ] as const) {
    const circumstance = `under APP_PROFILE=${profile}`;
    const posted = await postOrder(t, app, plainOrder(t.random, { products: 2 }), { circumstance });
    await rowsArrive(t, database, [posted], `Under APP_PROFILE=${profile} an order was answered 200`);
  }
});
