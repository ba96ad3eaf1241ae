import { check } from "@picking-labs/test-kit";
import { countEntries } from "../support/applied.ts";
import { at, created } from "../support/events.ts";
import { queueOf } from "../support/names.ts";
import { plainOrder } from "../support/plain-order.ts";
import { publishMany } from "../support/publish.ts";
import { type Counts, countsOf, settled } from "../support/queue-counts.ts";

const MESSAGES = 5_000;
const MOST = 50;
const WATCHED_MS = 1_500;

check(
  "at-most-fifty",
  async (t) => {
    const { redis, rabbitmq } = await t.workplace();
    const before = await countEntries(redis.cz);
    redis.cz.proxy.holdRequests();
    const order = plainOrder(t.random, { warehouseId: 8799 });
    const events = Array.from({ length: MESSAGES }, (_, index) =>
      created({ ...order, orderId: order.orderId + index }, at(0)),
    );
    await publishMany(t, rabbitmq.cz, events);

    const held = `${MESSAGES} messages were published while Redis took its time`;
    let last: Counts = { ready: 0, unacked: 0, total: 0 };
    await t.eventually(
      async () => {
        last = await countsOf(rabbitmq.cz);
        return last.unacked > 0 || last.total < MESSAGES;
      },
      () => `${held}, and 10 s later no message is unacked: nobody has one in hand.`,
      { within: 10_000 },
    );
    await t.never(
      async () => {
        last = await countsOf(rabbitmq.cz);
        return last.unacked > MOST || last.total < MESSAGES;
      },
      () =>
        last.unacked > MOST
          ? `${held}, and more than ${MOST} of them are unacked, in the hands of the app.`
          : `${held}, and many of them are neither in the queue nor unacked. Promised are at most ${MOST} in hand, unacked, and the others in the queue.`,
      { for: WATCHED_MS, every: 100 },
    );

    // Nobody has to wait for the others.
    await rabbitmq.cz.purge(queueOf("cz"));
    redis.cz.proxy.release();
    await settled(t, rabbitmq.cz, "Redis went on after it had taken its time");
    const applied = (await countEntries(redis.cz)) - before;
    t.verify(
      applied > 0,
      "Redis went on after it had taken its time, the messages in hand were acked, and none of them was applied.",
    );
  },
  { takesOverFrom: "ack-after-effect" },
);
