import { check } from "@picking-labs/test-kit";
import { expectRefusal } from "../support/expect-refusal.ts";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { startAnyway } from "../support/start-anyway.ts";

check("starts-without-postgres", async (t) => {
  const proxy = await t.proxy(await t.database());
  proxy.refuse();
  const [away, unset] = await Promise.all([
    startAnyway(
      t,
      { env: { APP_PROFILE: "development" }, database: proxy },
      "Under development Postgres was away at the start",
    ),
    startAnyway(
      t,
      { env: { APP_PROFILE: "testing", DATABASE_URL: undefined } },
      "Under testing DATABASE_URL was not set",
    ),
  ]);
  for (const [app, circumstance] of [
    [away, "under development while Postgres was away"],
    [unset, "under testing without DATABASE_URL"],
  ] as const) {
    await postOrder(t, app, plainOrder(t.random, { products: 2 }), { circumstance });
    expectRefusal(t, `GET /decisions ${circumstance}`, await app.get("/decisions"), 503);
  }
});
