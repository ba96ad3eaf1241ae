import { check } from "@picking-labs/test-kit";
import { expectRefusal } from "../support/expect-refusal.ts";

check("given-holds", async (t) => {
  const app = await t.sharedApp();
  const ping = await app.get("/ping");
  t.equal([ping.status, ping.json], [200, { status: "ok" }], "The answer of GET /ping");
  expectRefusal(t, "GET /order", await app.get("/order"), 404);
  expectRefusal(t, "GET /orders", await app.get("/orders"), 404);
  expectRefusal(t, "DELETE /orders", await app.request("DELETE", "/orders"), 404);
});
