import { setTimeout as pause } from "node:timers/promises";
import { check, type JudgeBroker } from "@picking-labs/test-kit";
import { stopsAccepting } from "@picking-labs/test-kit/every-app";
import { at, created } from "../support/events.ts";
import { queueOf } from "../support/names.ts";
import { plainOrder } from "../support/plain-order.ts";
import { publish } from "../support/publish.ts";
import { countsOf, inHand } from "../support/queue-counts.ts";

const LATER = 5;
/** For a consumer that nobody has cancelled to take them. */
const LATE_MS = 600;
/** For a consumer that is cancelled to be so in the broker; what the app has in hand waits meanwhile, for less than 3 s. */
const CANCEL_LIMIT_MS = 1_500;

check(
  "shutdown-takes-no-more",
  async (t) => {
    const { app, redis, rabbitmq } = await t.workplace();
    const message = () => created(plainOrder(t.random, { warehouseId: 8799 }), at(0));
    redis.cz.proxy.holdRequests();
    await publish(t, rabbitmq, message());
    await inHand(t, rabbitmq.cz, "A message was published while Redis took its time");
    await app.signal("SIGTERM");
    await stopsAccepting(t, app);
    await consumerLeaves(rabbitmq.cz);
    await publish(t, rabbitmq, ...Array.from({ length: LATER }, message));
    await pause(LATE_MS);
    redis.cz.proxy.release();
    const { code } = await app.exited({
      within: 10_000,
      otherwise: "The app still runs 10 s after SIGTERM.",
    });
    let last = 0;
    await t.eventually(
      async () => {
        const { ready, unacked } = await countsOf(rabbitmq.cz);
        last = ready;
        return unacked === 0 && ready >= LATER;
      },
      () =>
        `${LATER} messages were published after SIGTERM, while the app finished what it had in hand. ${last} of them are still in the queue: the others were taken.`,
    );
    t.equal(code, 0, "The exit code after SIGTERM");
  },
  { takesOverFrom: "consumer-comes-back" },
);

/** Waits a little for the consumer to be cancelled. Whether it ever is, the messages behind it show. */
async function consumerLeaves(broker: JudgeBroker): Promise<void> {
  const deadline = performance.now() + CANCEL_LIMIT_MS;
  while (performance.now() < deadline) {
    if ((await broker.queue(queueOf(broker.tenant)))?.consumers === 0) return;
    await pause(50);
  }
}
