import { check } from "@picking-labs/test-kit";
import { askList } from "../support/ask.ts";
import { placeOrders } from "../support/place-orders.ts";
import { anId, momentIn, waitingOrder } from "../support/waiting-order.ts";

const WAREHOUSE = 1100;

check("list-in-order", async (t) => {
  const [app, { cz }] = await Promise.all([t.sharedApp(), t.sharedRedis()]);
  const moments = Array.from({ length: 6 }, () => momentIn(t.random, 2030));
  const orders = Array.from({ length: 40 }, () =>
    waitingOrder(t.random, { orderId: anId(t.random), warehouseId: WAREHOUSE, time: t.random.pick(moments) }),
  );
  await placeOrders(cz, t.random.shuffle(orders));
  // Others add to this list meanwhile; of one's own orders all are there, in the promised order.
  const own = new Set(orders.map(({ orderId }) => orderId));
  const listed = (await askList(t, app, `/get_orders/cz/${WAREHOUSE}`)).filter(({ orderId }) =>
    own.has(Number(orderId)),
  );
  const promised = orders.toSorted(
    (one, other) =>
      Date.parse(one.prioritizationTime) - Date.parse(other.prioritizationTime) ||
      one.orderId - other.orderId,
  );
  t.equal(
    listed.length,
    orders.length,
    `How many of ${orders.length} waiting orders stand in GET /get_orders/cz/${WAREHOUSE}`,
  );
  const wrong = promised.findIndex(({ orderId }, index) => listed[index]?.orderId !== orderId);
  if (wrong !== -1) {
    const [got, wanted] = [listed[wrong], promised[wrong]];
    const shown = (order: { orderId: unknown; prioritizationTime: unknown } | undefined) =>
      `order ${JSON.stringify(order?.orderId)} of ${order?.prioritizationTime}`;
    t.fail(
      `${wrong} orders of the list stand where they should; then comes ${shown(got)}, promised is ${shown(wanted)}.`,
    );
  }

  const path = "/get_orders/ro/7055";
  t.equal(await askList(t, app, path), [], `The list of a warehouse where nobody waits, GET ${path},`);
});
