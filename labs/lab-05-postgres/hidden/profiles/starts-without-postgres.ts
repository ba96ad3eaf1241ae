import { check } from "@picking-labs/test-kit";
import { allInOrder, expectRefusal, startAnyway } from "@picking-labs/test-kit/every-app";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";

check("starts-without-postgres", async (t) => {
  const [{ app: away }, unset] = await allInOrder([
    startAnyway(
      t,
      t.workplace({ env: { APP_PROFILE: "development" }, away: true }),
      "Under development Postgres was away at the start",
    ),
    startAnyway(
      t,
      t.app({ env: { APP_PROFILE: "testing", DATABASE_URL: undefined } }),
      "Under testing DATABASE_URL was not set",
    ),
  ] as const);
  for (const [app, circumstance] of [
    [away, "under development while Postgres was away"],
    [unset, "under testing without DATABASE_URL"],
  ] as const) {
    await postOrder(t, app, plainOrder(t.random, { products: 2 }), { circumstance });
    expectRefusal(t, `GET /decisions ${circumstance}`, await app.get("/decisions"), 503);
  }
});
