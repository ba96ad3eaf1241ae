import type { Order } from "@picking-labs/domain";
import { type CheckContext, check, type RunningApp } from "@picking-labs/test-kit";
import {
  allInOrder,
  expectRefusal,
  INVALID_ORDERS,
  told,
  VALID_ORDERS,
} from "@picking-labs/test-kit/every-app";
import { plainOrder } from "../support/plain-order.ts";

check("given-holds", async (t) => {
  const app = await t.sharedApp();
  const ping = await app.get("/ping");
  t.equal([ping.status, ping.json], [200, { status: "ok" }], "The answer of GET /ping");

  await refusesRequests(t, app);
  await judgesOrders(t, app);
  for (const { text, stream, json } of app.logs())
    if (stream === "stdout") {
      const complete = json !== undefined && "time" in json && "msg" in json;
      t.verify(
        complete && ["info", "warn", "error"].includes(String(json.level)),
        `A log line is ${text.slice(0, 160)}; promised is a JSON object with time, level ("info", "warn" or "error") and msg.`,
      );
    }
});

async function refusesRequests(t: CheckContext, app: RunningApp): Promise<void> {
  const json = { "content-type": "application/json" };
  const order = JSON.stringify(plainOrder(t.random));
  const large = JSON.stringify({ ...plainOrder(t.random), more: "x".repeat(1024 * 1024) });
  expectRefusal(t, "GET /order", await app.get("/order"), 404);
  expectRefusal(t, "DELETE /orders", await app.request("DELETE", "/orders"), 404);
  expectRefusal(
    t,
    "POST /orders with half of a JSON text",
    await app.request("POST", "/orders", { headers: json, body: order.slice(0, 40) }),
    400,
  );
  expectRefusal(
    t,
    "POST /orders as text/plain",
    await app.request("POST", "/orders", { headers: { "content-type": "text/plain" }, body: order }),
    415,
  );
  expectRefusal(
    t,
    "POST /orders with more than 1 MiB",
    await app.request("POST", "/orders", { headers: json, body: large }),
    413,
  );
}

async function judgesOrders(t: CheckContext, app: RunningApp): Promise<void> {
  const send = async ([what, change]: (typeof VALID_ORDERS)[number]) => {
    const order = plainOrder(t.random, { products: 1, single: 1 }) as Order & Record<string, unknown>;
    return { what: `POST /orders with ${what}`, answer: await app.post("/orders", change(order)) };
  };
  for (const { what, answer } of await allInOrder(VALID_ORDERS.map(send)))
    t.verify(answer.status === 200, () => `${what} ${told(answer)}. Promised is 200.`);
  for (const { what, answer } of await allInOrder(INVALID_ORDERS.map(send)))
    expectRefusal(t, what, answer, 422);
}
