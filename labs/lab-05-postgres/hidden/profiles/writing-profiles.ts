import { check } from "@picking-labs/test-kit";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { rowsArrive } from "../support/rows-arrive.ts";

check("writing-profiles", async (t) => {
  const database = await t.sharedDatabase();
  const [staging, production] = await Promise.all([
    t.sharedApp(),
    t.app({ env: { APP_PROFILE: "production" } }),
  ]);
  for (const [profile, app] of [
    ["staging", staging],
    ["production", production],
  ] as const) {
    const posted = await postOrder(t, app, plainOrder(t.random, { products: 2 }), {
      circumstance: `under APP_PROFILE=${profile}`,
    });
    await rowsArrive(t, database, [posted], `Under APP_PROFILE=${profile}`);
  }
});
