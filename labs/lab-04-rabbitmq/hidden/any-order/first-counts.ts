import { check } from "@picking-labs/test-kit";
import { updated } from "../support/events.ts";
import { plainOrder } from "../support/plain-order.ts";
import { publish } from "../support/publish.ts";
import { waitsAs } from "../support/waiting-order.ts";

const WAREHOUSE = 6020;
const LONG_AGO = "2001-01-01T00:00:00Z";

check("first-counts", async (t) => {
  await t.sharedApp();
  const [brokers, databases] = await Promise.all([t.sharedRabbitmq(), t.sharedRedis()]);
  const order = plainOrder(t.random, { warehouseId: WAREHOUSE });
  const { orderId } = order;
  await databases.cz.hset(`order:${orderId}`, {
    data: JSON.stringify({ ...order, note: "of somebody else" }),
  });
  await databases.cz.zadd(`warehouse:${WAREHOUSE}:orders`, [
    { member: String(orderId), score: 1_700_000_000 },
  ]);
  await publish(t, brokers, updated(order, LONG_AGO));
  await waitsAs(
    t,
    databases.cz,
    order,
    `Somebody else had written order ${orderId}, with another time and note. The first event about it, UPDATED from ${LONG_AGO}, was published`,
  );
});
