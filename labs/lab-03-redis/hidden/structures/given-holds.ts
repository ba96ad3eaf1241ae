import type { Order } from "@picking-labs/domain";
import { type CheckContext, check, type RunningApp } from "@picking-labs/test-kit";
import {
  allInOrder,
  expectRefusal,
  INVALID_ORDERS,
  told,
  VALID_ORDERS,
} from "@picking-labs/test-kit/every-app";
import { ADD } from "../support/add-order.ts";
import { waitingOrder } from "../support/waiting-order.ts";

check("given-holds", async (t) => {
  const app = await t.sharedApp();
  const ping = await app.get("/ping");
  t.equal([ping.status, ping.json], [200, { status: "ok" }], "The answer of GET /ping");

  await refusesRequests(t, app);
  await judgesOrders(t, app);
  await onlyInDevelopment(t);
  for (const { text, stream, json } of app.logs())
    if (stream === "stdout") {
      const complete = json !== undefined && "time" in json && "msg" in json;
      t.verify(
        complete && ["info", "warn", "error"].includes(String(json.level)),
        `A log line is ${text.slice(0, 160)}; promised is a JSON object with time, level ("info", "warn" or "error") and msg.`,
      );
    }
});

async function onlyInDevelopment(t: CheckContext): Promise<void> {
  const app = await t.app({ env: { APP_PROFILE: "Development" } });
  const answer = await app.post(ADD, waitingOrder(t.random));
  expectRefusal(t, `POST ${ADD} under APP_PROFILE=Development, which is testing,`, answer, 404);
}

async function refusesRequests(t: CheckContext, app: RunningApp): Promise<void> {
  const json = { "content-type": "application/json" };
  const order = JSON.stringify(waitingOrder(t.random));
  const large = JSON.stringify({ ...waitingOrder(t.random), more: "x".repeat(1024 * 1024) });
  const post = (body: string, headers: Record<string, string> = json) =>
    app.request("POST", ADD, { headers, body });
  expectRefusal(t, "GET /order", await app.get("/order"), 404);
  expectRefusal(t, "DELETE /orders", await app.request("DELETE", "/orders"), 404);
  expectRefusal(t, `POST ${ADD} with half of a JSON text`, await post(order.slice(0, 40)), 400);
  expectRefusal(t, `POST ${ADD} as text/plain`, await post(order, { "content-type": "text/plain" }), 415);
  expectRefusal(t, `POST ${ADD} with more than 1 MiB`, await post(large), 413);
}

async function judgesOrders(t: CheckContext, app: RunningApp): Promise<void> {
  const send = async ([what, change]: (typeof VALID_ORDERS)[number]) => {
    const order = waitingOrder(t.random) as Order & Record<string, unknown>;
    return { what: `POST ${ADD} with ${what}`, answer: await app.post(ADD, change(order)) };
  };
  for (const { what, answer } of await allInOrder(VALID_ORDERS.map(send)))
    t.verify(answer.status === 201, () => `${what} ${told(answer)}. Promised is 201.`);
  for (const { what, answer } of await allInOrder(INVALID_ORDERS.map(send)))
    expectRefusal(t, what, answer, 422);
}
