import { type AmqpCounts, check } from "@picking-labs/test-kit";
import { at, created } from "../support/events.ts";
import { plainOrder } from "../support/plain-order.ts";
import { publish } from "../support/publish.ts";
import { countAfresh, settled } from "../support/queue-counts.ts";
import { waitsAs } from "../support/waiting-order.ts";

/** Longer than whoever acks after a while, whatever Redis says. */
const HELD_MS = 2_500;

check(
  "ack-after-effect",
  async (t) => {
    const { redis, rabbitmq } = await t.workplace();
    const order = plainOrder(t.random, { warehouseId: 1100 });
    await countAfresh(t, rabbitmq.cz);
    redis.cz.proxy.holdRequests();
    const event = created(order, at(0));
    await publish(t, rabbitmq, event);

    const { proxy } = rabbitmq.cz;
    await t.eventually(
      () => proxy.counts().delivered > 0,
      () => `${event.told} was published, and 10 s later nobody has taken it from the queue.`,
      { within: 10_000 },
    );
    await t.never(
      async () => isSettled(proxy.counts()),
      () =>
        `${event.told} was published while Redis took its time: nothing had reached it. The message is not unacked any more. It was acked before its effect, or it was taken with noAck, which needs no ack at all.`,
      { for: HELD_MS, every: 100 },
    );

    redis.cz.proxy.release();
    const circumstance = `Redis took its time for ${event.told}, and then went on`;
    await waitsAs(t, redis.cz, order, circumstance);
    await settled(t, rabbitmq.cz, circumstance);
  },
  { takesOverFrom: "applied-once" },
);

/** Acked, rejected for good, or delivered to somebody who needs no ack. What is put back comes again. */
function isSettled({ delivered, acked, dropped, unacked, requeued }: AmqpCounts): boolean {
  return acked + dropped > 0 || (delivered > 0 && unacked === 0 && requeued === 0);
}
