import type { Order } from "@picking-labs/domain";
import { check, type Random } from "@picking-labs/test-kit";
import { at, cancelled, created, type EventMessage, picked, updated } from "../support/events.ts";
import { plainOrder } from "../support/plain-order.ts";
import { publish } from "../support/publish.ts";
import { isGoneFrom, waitsAs } from "../support/waiting-order.ts";

const WAREHOUSES = [1010, 4020, 8041];
/** Each of these many orders has its own few events; all of them are published in one mixed order. */
const ORDERS = 40;

type Story = { order: Order; events: EventMessage[]; latest: Order | undefined };

check("same-state", async (t) => {
  await t.sharedApp();
  const [brokers, databases] = await Promise.all([t.sharedRabbitmq(), t.sharedRedis()]);
  const stories = Array.from({ length: ORDERS }, () => story(t.random));
  const once = stories.flatMap(({ events }) => events);
  const again = once.filter(() => t.random.integer(1, 3) === 1);
  await publish(t, brokers, ...t.random.shuffle([...once, ...again]));

  for (const { order, events, latest } of stories) {
    const circumstance = `${events.length} events about order ${order.orderId} were published in mixed order, some of them twice`;
    if (latest === undefined)
      await isGoneFrom(t, databases.at, order.orderId, `${circumstance}, and one of them ended it`);
    else await waitsAs(t, databases.at, latest, circumstance);
  }
});

/** Two to five versions of an order, and perhaps an end, at different moments; and what is true when all is known. */
function story(random: Random): Story {
  const order = plainOrder(random, { warehouseId: random.pick(WAREHOUSES) });
  const minutes = random.shuffle([0, 1, 2, 3, 4, 5, 6, 7]).slice(0, random.integer(2, 5));
  const versions = minutes.map((minute) => ({
    minute,
    version: { ...order, warehouseId: random.pick(WAREHOUSES), note: `at minute ${minute}` },
  }));
  const events = versions.map(({ minute, version }) => random.pick([created, updated])(version, at(minute)));
  const latest = versions.toSorted((one, other) => other.minute - one.minute)[0]?.version;
  if (random.integer(1, 2) === 1) return { order, events, latest };
  const end = random.pick([picked, cancelled])(
    { ...order, warehouseId: random.pick(WAREHOUSES) },
    at(random.integer(8, 9)),
  );
  return { order, events: [...events, end], latest: undefined };
}
