import { check, type RedisMessage } from "@picking-labs/test-kit";
import { ADD, addOrder } from "../support/add-order.ts";
import { ask, askBatch, beforePath } from "../support/ask.ts";
import { orderKey } from "../support/keys.ts";
import { placeOrders } from "../support/place-orders.ts";
import { waitingOrder } from "../support/waiting-order.ts";

const WALKS = new Set(["KEYS", "SCAN", "RANDOMKEY"]);
const WALK_IN_A_SCRIPT = /\b(?:p?call)\s*\(?\s*["'](keys|scan)["']/i;

check(
  "no-walk",
  async (t) => {
    const { app, redis } = await t.workplace();
    const { proxy } = redis.cz;
    const orders = Array.from({ length: 5 }, () => waitingOrder(t.random));
    await placeOrders(redis.cz, orders);
    const [first] = orders.map(({ orderId }) => orderId);
    const order = waitingOrder(t.random);
    // In a warehouse whose list nobody asks for.
    const elsewhere = () => waitingOrder(t.random, { warehouseId: 6020 });
    const unreadable = [elsewhere(), elsewhere(), elsewhere()] as const;
    await placeOrders(redis.cz, unreadable);
    for (const { orderId } of unreadable) await redis.cz.hset(orderKey(orderId), { data: "not readable" });
    // None is asked for twice: who remembers what was read would not ask Redis.
    const [broken, inBatch, other] = unreadable;
    const when = "whose data cannot be read,";
    const requests: [string, () => Promise<unknown>][] = [
      ["GET /get_orders/cz/8799", () => ask(t, app, "/get_orders/cz/8799")],
      [`GET /get_order_data/cz/${first}`, () => ask(t, app, `/get_order_data/cz/${first}`)],
      ["GET /orders/before", () => ask(t, app, beforePath({ time: "2027-01-01T00:00:00Z" }))],
      [
        "POST /orders/batch",
        () =>
          askBatch(
            t,
            app,
            "cz",
            orders.map(({ orderId }) => orderId),
          ),
      ],
      [`adding order ${order.orderId}`, () => addOrder(t, app, order)],
      ["moving it", () => addOrder(t, app, { ...order, warehouseId: 1100 })],
      [`DELETE /orders/cz/${first}`, () => app.request("DELETE", `/orders/cz/${first}`)],
      // What these are answered is the matter of other checks.
      [
        `GET /get_order_data/cz/${broken.orderId}, ${when}`,
        () => app.get(`/get_order_data/cz/${broken.orderId}`),
      ],
      [
        `POST /orders/batch of order ${inBatch.orderId}, ${when}`,
        () => app.post("/orders/batch", { country: "cz", orderIds: [inBatch.orderId] }),
      ],
      [
        `adding order ${broken.orderId}, ${when} again`,
        () => app.post(ADD, { ...broken, warehouseId: 1100 }),
      ],
      [
        `DELETE /orders/cz/${other.orderId}, ${when}`,
        () => app.request("DELETE", `/orders/cz/${other.orderId}`),
      ],
    ];
    for (const [what, send] of requests) {
      proxy.reset();
      await send();
      await t.eventually(
        () => proxy.messages().some(({ setup }) => !setup),
        () => `${what} was answered, and Redis was not asked.`,
      );
      const walk = proxy.messages().find(walks);
      t.verify(
        walk === undefined,
        () => `For ${what} the app sent ${shown(walk)}, which looks at every key.`,
      );
    }
  },
  { takesOverFrom: "before-turns" },
);

function walks({ command, args }: RedisMessage): boolean {
  return WALKS.has(command) || args.some((argument) => WALK_IN_A_SCRIPT.test(argument));
}

function shown(message: RedisMessage | undefined): string {
  if (message === undefined) return "";
  const { command, args } = message;
  return WALKS.has(command) ? [command, ...args].join(" ").slice(0, 80) : `a script with ${command}`;
}
