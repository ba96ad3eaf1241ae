import { WAREHOUSES } from "@picking-labs/domain";
import { check } from "@picking-labs/test-kit";
import { addOrder } from "../support/add-order.ts";
import { askList } from "../support/ask.ts";
import { warehouseKey } from "../support/keys.ts";
import { described, disagreement, holds, snapshot } from "../support/snapshot.ts";
import { anId, waitingOrder } from "../support/waiting-order.ts";

check("moved", async (t) => {
  const [app, { cz }] = await Promise.all([t.sharedApp(), t.sharedRedis()]);
  const orderId = anId(t.random);
  const [first, second, third] = WAREHOUSES.cz;
  let from: number | undefined;
  for (const warehouseId of [first, second, third, first, third, second, first]) {
    const order = waitingOrder(t.random, { orderId, warehouseId });
    await addOrder(t, app, order);
    const moved = from === undefined ? `was added in ${warehouseId}` : `moved from ${from} to ${warehouseId}`;
    const seen = await snapshot(cz, "cz", orderId);
    t.verify(
      holds(seen, order),
      () => `Order ${orderId} ${moved}. Then ${disagreement(seen) ?? described(seen)}.`,
    );
    for (const other of WAREHOUSES.cz) {
      const listed = await askList(t, app, `/get_orders/cz/${other}`);
      const there = listed.some((entry) => entry.orderId === orderId);
      t.verify(
        there === (other === warehouseId),
        `Order ${orderId} ${moved}, and GET /get_orders/cz/${other} ${there ? "has it" : "does not have it"} (${warehouseKey(other)}).`,
      );
    }
    from = warehouseId;
  }
});
