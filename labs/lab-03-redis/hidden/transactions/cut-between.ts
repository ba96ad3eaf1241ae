import { type Order, WAREHOUSES } from "@picking-labs/domain";
import { check, type RedisMessage } from "@picking-labs/test-kit";
import { allWell } from "../support/all-well.ts";
import { placeOrders } from "../support/place-orders.ts";
import { described, disagreement, holds, snapshot } from "../support/snapshot.ts";
import { waitingOrder } from "../support/waiting-order.ts";
import { adding, removing } from "./stepwise.ts";

const [A, B] = WAREHOUSES.cz;
const WRITES = new Set(
  "HSET HMSET HSETNX HDEL DEL UNLINK ZADD ZREM ZREMRANGEBYSCORE RENAME COPY SET JSON.SET".split(" "),
);

check(
  "cut-between",
  async (t) => {
    const { app, redis } = await t.workplace();
    const { cz } = redis;
    await cut("was added", (order) => ({ before: undefined, after: order, change: adding(app, order) }));
    await cut("moved", (order) => {
      const moved = waitingOrder(t.random, { orderId: order.orderId, warehouseId: B });
      return { before: order, after: moved, change: adding(app, moved) };
    });
    await cut("was removed", (order) => ({ before: order, after: undefined, change: removing(app, order) }));

    /** The second writing command of the app never reaches Redis, and the connection is gone. */
    async function cut(
      happened: string,
      make: (order: Order) => {
        before: Order | undefined;
        after: Order | undefined;
        change: ReturnType<typeof adding>;
      },
    ): Promise<void> {
      const order = waitingOrder(t.random, { warehouseId: A });
      const { before, after, change } = make(order);
      if (before !== undefined) await placeOrders(cz, [before]);
      let [armed, count] = [true, 0];
      let last: RedisMessage | undefined;
      const isCut = cz.proxy.once(
        (message) => {
          if (!armed || !WRITES.has(message.command)) return false;
          last = message;
          count += 1;
          return count === 2;
        },
        "cut-before",
        { within: 30_000 },
      );
      cz.proxy.reset();
      cz.proxy.refuse(); // the open connections go on
      const answered = change.send();
      const first = await Promise.race([isCut.then(() => "cut"), answered.then(() => "answered")]);
      armed = false;
      const seen = await snapshot(cz, "cz", order.orderId);
      const alone = cz.proxy
        .units()
        .find(({ kind, commands: [only] }) => kind === "command" && isChange(only));
      cz.proxy.allow();
      await answered;
      await allWell(t, app, redis);
      if (first === "cut" && !holds(seen, before) && !holds(seen, after))
        t.fail(
          `An order ${happened}, and the connection was cut before the app's ${last?.command} reached Redis. Then ${disagreement(seen) ?? described(seen)}.`,
        );
      t.verify(
        alone === undefined,
        () =>
          `An order ${happened}, and the app sent ${shown(alone?.commands[0])} outside of a transaction or script.`,
      );
    }
  },
  { takesOverFrom: "one-transaction" },
);

function isChange(message: RedisMessage | undefined): boolean {
  return (
    message !== undefined && WRITES.has(message.command) && /^(order|warehouse):/.test(message.args[0] ?? "")
  );
}

function shown(message: RedisMessage | undefined): string {
  return message === undefined ? "" : [message.command, ...message.args].join(" ").slice(0, 60);
}
