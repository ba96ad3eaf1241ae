import { WAREHOUSES } from "@picking-labs/domain";
import { check } from "@picking-labs/test-kit";
import { askBefore, beforePath } from "../support/ask.ts";
import { fewestTurns } from "../support/fewest-turns.ts";
import { placeOrders } from "../support/place-orders.ts";
import { waitingOrder } from "../support/waiting-order.ts";

const COUNT = 400;
const PROMISED = 3;

check("before-turns", async (t) => {
  const { app, redis } = await t.workplace();
  const year = Date.UTC(2026, 0, 1);
  const day = 24 * 60 * 60 * 1000;
  // Before each limit, other orders are the nearest: none of them was asked about already.
  for (const [index, limit] of [1, 30, 350, 1000].entries()) {
    const begin = year + index * day;
    const time = new Date(begin + COUNT * 1000).toISOString();
    for (const warehouseId of WAREHOUSES.cz) {
      // Four orders a moment, so that limits cut through them.
      const orders = Array.from({ length: COUNT }, (_, place) =>
        waitingOrder(t.random, {
          warehouseId,
          time: new Date(begin + Math.floor(place / 4) * 1000).toISOString(),
        }),
      );
      await placeOrders(redis.cz, orders);
    }
    const ask = (path: string) => async () => void (await askBefore(t, app, path));
    const pathTo = (warehouseId: number, limit: number) => beforePath({ warehouseId, time, limit });
    const turns = await fewestTurns(
      redis.cz.proxy,
      ask(beforePath({ time: "2000-01-02T00:00:00.000Z", limit })),
      WAREHOUSES.cz.map((warehouseId) => ask(pathTo(warehouseId, limit))),
    );
    t.verify(
      turns <= PROMISED,
      `${COUNT * (index + 1)} orders wait. GET ${pathTo(WAREHOUSES.cz[0], limit)} took ${turns} turns, promised are at most ${PROMISED}.`,
    );
  }
});
