import { check } from "@picking-labs/test-kit";
import { askBefore, beforePath } from "../support/ask.ts";
import { placeOrders } from "../support/place-orders.ts";
import { waitingOrder } from "../support/waiting-order.ts";

/** In half seconds, which binary numbers hold exactly: who computes the bound in another way finds the same. */
const STEP_MS = 500;
const COUNT = 12;

check(
  "before-strict",
  async (t) => {
    const { app, redis } = await t.workplace();
    const { cz } = redis;
    await cz.flush();
    const begin = Date.UTC(2031, 2, t.random.integer(1, 28), t.random.integer(0, 23));
    const moment = (index: number) => new Date(begin + index * STEP_MS).toISOString();
    const orders = Array.from({ length: COUNT }, (_, index) =>
      waitingOrder(t.random, { time: moment(index) }),
    );
    const elsewhere = waitingOrder(t.random, { warehouseId: 1100, time: moment(3) });
    await placeOrders(cz, t.random.shuffle([...orders, elsewhere]));

    for (const index of [COUNT, 7, 4, 1]) {
      const promised = orders.slice(0, index).reverse();
      await compare(
        index,
        moment(index),
        `exactly the moment of one of them`,
        promised.map(({ orderId }) => orderId),
      );
    }
    const between = new Date(begin + 5 * STEP_MS + 1).toISOString();
    await compare(6, between, "a millisecond later than the sixth", ids(orders.slice(0, 6).reverse()));
    const offset = new Date(begin + 4 * STEP_MS + 2 * 3_600_000).toISOString().replace("Z", "+02:00");
    await compare(
      4,
      offset,
      "the moment of the fifth, with another offset",
      ids(orders.slice(0, 4).reverse()),
    );

    const path = beforePath({ time: "2000-01-01T00:00:00.000Z" });
    t.equal(await askBefore(t, app, path), [], `The orderIds of GET ${path}, before which nobody waits`);

    async function compare(limit: number, time: string, what: string, promised: number[]): Promise<void> {
      const asked = beforePath({ time, limit });
      t.equal(
        await askBefore(t, app, asked),
        promised,
        `Twelve orders wait, one every half second. The orderIds of GET ${asked} (${what})`,
      );
    }
  },
  { takesOverFrom: "list-moments" },
);

const ids = (orders: { orderId: number }[]) => orders.map(({ orderId }) => orderId);
