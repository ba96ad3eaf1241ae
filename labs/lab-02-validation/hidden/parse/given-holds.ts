import { check } from "@picking-labs/test-kit";
import { expectRefusal } from "../support/expect-refusal.ts";

check("given-holds", async (t) => {
  const app = await t.sharedApp();
  const ping = await app.get("/ping");
  t.equal([ping.status, ping.json], [200, { status: "ok" }], "The answer of GET /ping");
  expectRefusal(t, "GET /order", await app.get("/order"), 404);
  expectRefusal(t, "DELETE /orders", await app.request("DELETE", "/orders"), 404);
  for (const { text, stream, json } of app.logs())
    if (stream === "stdout") {
      const complete = json !== undefined && "time" in json && "msg" in json;
      t.verify(
        complete && ["info", "warn", "error"].includes(String(json.level)),
        `A log line is ${text.slice(0, 160)}; promised is a JSON object with time, level ("info", "warn" or "error") and msg.`,
      );
    }
});
