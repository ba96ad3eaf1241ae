import { COUNTRIES, WAREHOUSES } from "@picking-labs/domain";
import { check } from "@picking-labs/test-kit";
import { allInOrder } from "@picking-labs/test-kit/every-app";
import { at, created } from "../support/events.ts";
import { plainOrder } from "../support/plain-order.ts";
import { publish } from "../support/publish.ts";
import { waitsAs } from "../support/waiting-order.ts";

/** What goes to another tenant as well may arrive there after the effect in its own. */
const LATE_MS = 300;

check("tenants-apart", async (t) => {
  await t.sharedApp();
  const [brokers, databases] = await Promise.all([t.sharedRabbitmq(), t.sharedRedis()]);
  const orders = COUNTRIES.map((tenant) => ({
    tenant,
    order: plainOrder(t.random, { warehouseId: WAREHOUSES[tenant][1] }),
  }));
  await publish(t, brokers, ...orders.map(({ order }) => created(order, at(0))));
  for (const { tenant, order } of orders)
    await waitsAs(
      t,
      databases[tenant],
      order,
      `CREATED of order ${order.orderId} was published in ${tenant}`,
    );
  const staysApart = ({ tenant, order: { orderId, warehouseId } }: (typeof orders)[number]) =>
    COUNTRIES.filter((name) => name !== tenant).map((other) =>
      t.never(
        async () => {
          const [keys, score] = await Promise.all([
            databases[other].keys(`*${orderId}*`),
            databases[other].zscore(`warehouse:${warehouseId}:orders`, String(orderId)),
          ]);
          return keys.length > 0 || score !== null;
        },
        () => `Order ${orderId} was published in ${tenant}, and it is in the Redis of ${other}, too.`,
        { for: LATE_MS, every: 50 },
      ),
    );
  await allInOrder(orders.flatMap(staysApart));
});
