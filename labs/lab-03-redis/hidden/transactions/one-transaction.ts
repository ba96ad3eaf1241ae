import type { Order } from "@picking-labs/domain";
import { check } from "@picking-labs/test-kit";
import { placeOrders } from "../support/place-orders.ts";
import { described, disagreement, isSame, type Snapshot, snapshot } from "../support/snapshot.ts";
import { waitingOrder } from "../support/waiting-order.ts";
import { answersAfterRedis } from "./answers-after-redis.ts";
import { adding, atEveryStep, type Change, removing } from "./stepwise.ts";

/** Whether a change is the right one is the matter of other checks; here, that it comes as a whole. */
check("one-transaction", async (t) => {
  const workplace = await t.workplace();
  const { app } = workplace;
  const { cz } = workplace.redis;

  await watched("was added", (order) => ({ stored: [], change: adding(app, order) }));
  await watched("was removed", (order) => ({ stored: [order], change: removing(app, order) }));
  await watched("was replaced", (order) => {
    const newer = waitingOrder(t.random, { orderId: order.orderId, warehouseId: order.warehouseId });
    return { stored: [order], change: adding(app, newer) };
  });

  const order = waitingOrder(t.random);
  await answersAfterRedis(t, workplace, adding(app, order));
  await answersAfterRedis(t, workplace, removing(app, order));

  async function watched(
    happened: string,
    make: (order: Order) => { stored: Order[]; change: Change },
  ): Promise<void> {
    await atEveryStep(t, workplace, async () => {
      const order = waitingOrder(t.random);
      const { stored, change } = make(order);
      await placeOrders(cz, stored);
      const look = () => snapshot(cz, "cz", order.orderId);
      const before = await look();
      let meanwhile: { command: string; seen: Snapshot } | undefined;
      return {
        change,
        async look({ command }) {
          meanwhile = { command, seen: await look() };
        },
        async after() {
          if (meanwhile === undefined) return;
          const { command, seen } = meanwhile;
          if (isSame(seen, before) || isSame(seen, await look())) return;
          const wrong =
            disagreement(seen) ?? `${described(seen)}, which is neither what was there before nor after`;
          t.fail(
            `An order ${happened}. While the app waited for the answer to ${command}, another client looked at both structures at once: ${wrong}.`,
          );
        },
      };
    });
  }
});
