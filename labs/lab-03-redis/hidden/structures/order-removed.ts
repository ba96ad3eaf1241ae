import { check } from "@picking-labs/test-kit";
import { expectRefusal, told } from "@picking-labs/test-kit/every-app";
import { placeOrders } from "../support/place-orders.ts";
import { described, holds, snapshot } from "../support/snapshot.ts";
import { waitingOrder } from "../support/waiting-order.ts";

check("order-removed", async (t) => {
  const [app, { cz }] = await Promise.all([t.sharedApp(), t.sharedRedis()]);
  const orders = [8799, 1100, 6020].map((warehouseId) => waitingOrder(t.random, { warehouseId }));
  const staying = waitingOrder(t.random);
  await placeOrders(cz, [...orders, staying]);
  for (const { orderId } of orders) {
    const path = `/orders/cz/${orderId}`;
    const answer = await app.request("DELETE", path);
    t.verify(answer.status === 204, () => `DELETE ${path} ${told(answer)}. Promised is 204.`);
    t.equal(answer.text, "", `The body of the answer of DELETE ${path}`);
    const seen = await snapshot(cz, "cz", orderId);
    t.verify(holds(seen, undefined), () => `DELETE ${path} was answered 204, and ${described(seen)}.`);
    expectRefusal(t, `DELETE ${path}, once more,`, await app.request("DELETE", path), 404);
  }
  const seen = await snapshot(cz, "cz", staying.orderId);
  t.verify(holds(seen, staying), () => `Other orders were removed, and ${described(seen)}.`);
});
