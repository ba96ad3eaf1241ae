import { check } from "@picking-labs/test-kit";
import { expectRefusal } from "@picking-labs/test-kit/every-app";
import { ask } from "../support/ask.ts";
import { placeOrders } from "../support/place-orders.ts";
import { anId, waitingOrder } from "../support/waiting-order.ts";

check("order-read", async (t) => {
  const [app, { cz }] = await Promise.all([t.sharedApp(), t.sharedRedis()]);
  const orders = [
    waitingOrder(t.random),
    waitingOrder(t.random, { orderId: Number.MAX_SAFE_INTEGER - t.random.integer(0, 1_000_000) }),
    { ...waitingOrder(t.random, { warehouseId: 1100 }), note: t.random.text(1, 60) },
  ];
  await placeOrders(cz, orders);
  for (const order of orders) {
    const path = `/get_order_data/cz/${order.orderId}`;
    t.equal(await ask(t, app, path), order, `The answer of GET ${path}`);
  }
  for (let count = 0; count < 3; count++) {
    const path = `/get_order_data/cz/${anId(t.random)}`;
    expectRefusal(t, `GET ${path}, an order that never was,`, await app.get(path), 404);
  }
});
