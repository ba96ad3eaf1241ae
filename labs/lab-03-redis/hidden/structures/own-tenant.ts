import { COUNTRIES, type Country, WAREHOUSES } from "@picking-labs/domain";
import { type CheckContext, check, type JudgeRedis, type RunningApp } from "@picking-labs/test-kit";
import { expectRefusal } from "@picking-labs/test-kit/every-app";
import { addOrder } from "../support/add-order.ts";
import { ask } from "../support/ask.ts";
import { orderKey } from "../support/keys.ts";
import { anId, waitingOrder } from "../support/waiting-order.ts";

check("own-tenant", async (t) => {
  const [app, redis] = await Promise.all([t.sharedApp(), t.sharedRedis()]);
  await goesHome(t, app, redis);
  await sameIdTwice(t, app, redis);
  await refusesStrangers(t, app);
});

async function goesHome(t: CheckContext, app: RunningApp, redis: Record<Country, JudgeRedis>): Promise<void> {
  for (const country of COUNTRIES) {
    const order = waitingOrder(t.random, { country });
    await addOrder(t, app, order);
    for (const other of COUNTRIES) {
      const there = (await redis[other].type(orderKey(order.orderId))) !== "none";
      if (there === (other === country)) continue;
      t.fail(
        there
          ? `Order ${order.orderId} of ${country} was added, and ${orderKey(order.orderId)} stands in the Redis of ${other}.`
          : `Order ${order.orderId} of ${country} was added, and ${orderKey(order.orderId)} is not in the Redis of ${country}.`,
      );
    }
    for (const other of COUNTRIES) {
      const path = `/get_order_data/${other}/${order.orderId}`;
      if (other === country) t.equal(await ask(t, app, path), order, `The answer of GET ${path}`);
      else expectRefusal(t, `GET ${path}, an order of ${country},`, await app.get(path), 404);
    }
  }
}

async function sameIdTwice(
  t: CheckContext,
  app: RunningApp,
  redis: Record<Country, JudgeRedis>,
): Promise<void> {
  const orderId = anId(t.random);
  const [prague, vienna] = [
    waitingOrder(t.random, { orderId, country: "cz" }),
    waitingOrder(t.random, { orderId, country: "at" }),
  ];
  await addOrder(t, app, prague);
  await addOrder(t, app, vienna);
  for (const order of [prague, vienna]) {
    const data = await redis[order.country].hget(orderKey(orderId), "data");
    const seen = data === null ? undefined : JSON.parse(data).country;
    t.equal(
      seen,
      order.country,
      `Order ${orderId} was added in cz and in at; its country in the Redis of ${order.country}`,
    );
  }
}

async function refusesStrangers(t: CheckContext, app: RunningApp): Promise<void> {
  const id = anId(t.random);
  const time = "2026-03-29T01:30:00.000Z";
  const paths = [
    "/get_orders/xx/8799",
    "/get_orders/CZ/8799",
    "/get_orders/constructor/8799",
    `/get_order_data/xx/${id}`,
    `/get_order_data/constructor/${id}`,
    `/get_order_data/toString/${id}`,
    `/orders/before?country=xx&warehouseId=8799&time=${time}`,
    `/get_orders/cz/${WAREHOUSES.at[0]}`,
    `/get_orders/at/${WAREHOUSES.cz[0]}`,
    "/get_orders/cz/999999",
    `/orders/before?country=cz&warehouseId=${WAREHOUSES.at[0]}&time=${time}`,
  ];
  for (const path of paths) expectRefusal(t, `GET ${path}`, await app.get(path), 404);
  const batch = await app.post("/orders/batch", { country: "xx", orderIds: [id] });
  expectRefusal(t, 'POST /orders/batch with country "xx"', batch, 404);
  expectRefusal(t, `DELETE /orders/xx/${id}`, await app.request("DELETE", `/orders/xx/${id}`), 404);
}
