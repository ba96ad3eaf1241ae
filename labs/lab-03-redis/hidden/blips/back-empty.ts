import { check, type RedisMessage } from "@picking-labs/test-kit";
import { expectRefusal } from "@picking-labs/test-kit/every-app";
import { addOrder } from "../support/add-order.ts";
import { allWell } from "../support/all-well.ts";
import { ask, askBefore, askList, beforePath } from "../support/ask.ts";
import { waitingOrder } from "../support/waiting-order.ts";

const BY_HASH = new Set(["EVALSHA", "EVALSHA_RO"]);
const BY_NAME = new Set(["FCALL", "FCALL_RO"]);

check(
  "back-empty",
  async (t) => {
    const { app, redis } = await t.workplace();
    const { cz } = redis;
    const when = "after Redis came back empty";
    const old = waitingOrder(t.random, { warehouseId: 1100 });
    await addOrder(t, app, old);
    await ask(t, app, `/get_order_data/cz/${old.orderId}`);
    await askBefore(t, app, beforePath({ warehouseId: 1100, time: "2028-01-01T00:00:00Z" }));

    // Scripts are everybody's in this Redis: that they are forgotten is played to this app alone, until it sends them again.
    const forgotten = forgetfulness();
    await cz.restartEmpty({ awayMs: 300 });
    await allWell(t, app, redis);
    cz.proxy.answerError(forgotten.byHash, { only: forgotten.isByHash });
    const path = `/get_order_data/cz/${old.orderId}`;
    expectRefusal(t, `GET ${path} ${when}`, await app.get(path), 404);
    const list = await askList(t, app, "/get_orders/cz/1100", { circumstance: when });
    t.equal(list, [], `The list of GET /get_orders/cz/1100 ${when}`);

    const order = waitingOrder(t.random, { warehouseId: 1100 });
    await addOrder(t, app, order, { circumstance: when });
    t.equal(
      await ask(t, app, `/get_order_data/cz/${order.orderId}`),
      order,
      `An order that was added ${when}`,
    );
    await askBefore(t, app, beforePath({ warehouseId: 1100, time: "2028-01-01T00:00:00Z" }), {
      circumstance: when,
    });
    const listed = await askList(t, app, "/get_orders/cz/1100", { circumstance: when });
    const ids = listed.map(({ orderId }) => orderId);
    t.equal(ids, [order.orderId], `The orders of GET /get_orders/cz/1100 ${when}`);
  },
  { takesOverFrom: "error-is-no-answer" },
);

/** Each script is unknown once: when it is called by its hash or name for the first time. */
function forgetfulness() {
  const known = new Set<string>();
  return {
    byHash: "NOSCRIPT No matching script. Please use EVAL.",
    isByHash({ command, args }: RedisMessage): boolean {
      if (!BY_HASH.has(command) && !BY_NAME.has(command)) return false;
      const name = args[0] ?? "";
      if (known.has(name)) return false;
      known.add(name);
      return BY_HASH.has(command);
    },
  };
}
