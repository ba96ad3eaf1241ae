import { check } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { expectRefusal } from "../support/expect-refusal.ts";

const LARGE = 1.2 * 1024 * 1024;

check("first-refusal", async (t) => {
  const app = await t.sharedApp();
  const padding = "x".repeat(LARGE);
  const large = JSON.stringify({ ...canonicalOrder(t.random), padding });
  const send = (type: string, body: string) =>
    app.request("POST", "/orders", { headers: { "content-type": type }, body });
  expectRefusal(
    t,
    "POST /orders as text/plain with half of a JSON text",
    await send("text/plain", '{"orderId":'),
    415,
  );
  expectRefusal(t, "POST /orders as text/plain with an empty order", await send("text/plain", "{}"), 415);
  expectRefusal(t, "POST /orders as text/plain with 1.2 MiB", await send("text/plain", large), 415);
  expectRefusal(
    t,
    "POST /orders with 1.2 MiB that are no JSON",
    await send("application/json", `{"orderId": ${padding}`),
    413,
  );
  expectRefusal(
    t,
    "POST /orders with 1.2 MiB and no orderId",
    await send("application/json", `{"padding":"${padding}"}`),
    413,
  );
  expectRefusal(
    t,
    "POST /orders with orderId 0 in half of a JSON text",
    await send("application/json", '{"orderId":0,'),
    400,
  );
  expectRefusal(
    t,
    "POST /orders with orderId 0 and the key __proto__",
    await send("application/json", '{"orderId":0,"__proto__":{}}'),
    400,
  );
});
