import { check } from "@picking-labs/test-kit";
import { askBatch } from "../support/ask.ts";
import { fewestTurns } from "../support/fewest-turns.ts";
import { placeOrders } from "../support/place-orders.ts";
import { waitingOrder } from "../support/waiting-order.ts";

const PROMISED = 2;
const COUNTS = [1, 120];
const ROUNDS = 3;

check(
  "batch-turns",
  async (t) => {
    const { app, redis } = await t.workplace();
    for (const count of COUNTS) {
      const first = await batchOf(count);
      const others = [];
      for (let round = 0; round < ROUNDS; round++) others.push(await batchOf(count));
      const turns = await fewestTurns(redis.cz.proxy, first, others);
      t.verify(
        turns <= PROMISED,
        `A batch of ${count} ids took ${turns} turns, promised are at most ${PROMISED}.`,
      );
    }

    async function batchOf(count: number) {
      const orders = Array.from({ length: count }, () => waitingOrder(t.random));
      await placeOrders(redis.cz, orders);
      const orderIds = orders.map(({ orderId }) => orderId);
      return async () => void (await askBatch(t, app, "cz", orderIds));
    }
  },
  { takesOverFrom: "no-walk" },
);
