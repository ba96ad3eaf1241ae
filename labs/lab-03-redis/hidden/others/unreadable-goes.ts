import { WAREHOUSES } from "@picking-labs/domain";
import { check } from "@picking-labs/test-kit";
import { told } from "@picking-labs/test-kit/every-app";
import { addOrder } from "../support/add-order.ts";
import { orderKey } from "../support/keys.ts";
import { placeOrders } from "../support/place-orders.ts";
import { described, disagreement, holds, snapshot } from "../support/snapshot.ts";
import { waitingOrder } from "../support/waiting-order.ts";
import { UNREADABLE } from "./unreadable.ts";

check(
  "unreadable-goes",
  async (t) => {
    const { app, redis } = await t.workplace();
    const { cz } = redis;
    const [from, to] = [WAREHOUSES.cz[1], WAREHOUSES.cz[2]];
    for (const [what, write] of UNREADABLE.slice(0, 5)) {
      for (const warehouseId of [to, from, undefined]) {
        const order = waitingOrder(t.random, { warehouseId: from });
        const { orderId } = order;
        await placeOrders(cz, [order]);
        await cz.hset(orderKey(orderId), { data: write(order) });
        const circumstance = `whose data were ${what}`;
        const newer = warehouseId && waitingOrder(t.random, { orderId, warehouseId });
        if (newer) await addOrder(t, app, newer, { circumstance });
        else {
          const answer = await app.request("DELETE", `/orders/cz/${orderId}`);
          t.verify(
            answer.status === 204,
            () => `DELETE /orders/cz/${orderId}, ${circumstance}, ${told(answer)}. Promised is 204.`,
          );
        }
        const seen = await snapshot(cz, "cz", orderId);
        const happened = newer ? `added again in ${warehouseId}` : "removed";
        t.verify(
          holds(seen, newer || undefined),
          () =>
            `Order ${orderId}, ${circumstance}, waited in ${from} and was ${happened}. Then ${disagreement(seen) ?? described(seen)}.`,
        );
      }
    }
  },
  { takesOverFrom: "any-sequence" },
);
