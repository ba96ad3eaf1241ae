import { check } from "@picking-labs/test-kit";
import { askBefore, beforePath } from "../support/ask.ts";
import { placeOrders } from "../support/place-orders.ts";
import { anId, momentIn, waitingOrder } from "../support/waiting-order.ts";

const WAREHOUSE = 6020;

check(
  "before-ties",
  async (t) => {
    const { app, redis } = await t.workplace();
    const { cz } = redis;
    await cz.flush();
    const [earlier, later] = [momentIn(t.random, 2032), momentIn(t.random, 2033)];
    const at = (time: string, orderIds: number[]) =>
      orderIds.map((orderId) => waitingOrder(t.random, { orderId, warehouseId: WAREHOUSE, time }));
    const many = (count: number) => [...new Set(Array.from({ length: count }, () => anId(t.random)))];
    // Few digits among many: by text the short ones come late.
    const [first, second] = [many(9), many(15)];
    const orders = [...at(earlier, first), ...at(later, second)];
    await placeOrders(cz, t.random.shuffle(orders));

    const ascending = (ids: number[]) => ids.toSorted((one, other) => one - other);
    const promised = [...ascending(second), ...ascending(first)];
    const time = new Date(Date.parse(later) + 1).toISOString();
    for (const limit of [promised.length, second.length, second.length + 2, 7, 2, 1]) {
      const path = beforePath({ warehouseId: WAREHOUSE, time, limit });
      t.equal(
        await askBefore(t, app, path),
        promised.slice(0, limit),
        `${second.length} orders wait for one moment and ${first.length} for an earlier one. The orderIds of GET ${path}`,
      );
    }
  },
  { takesOverFrom: "before-strict" },
);
