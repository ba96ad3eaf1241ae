import { setTimeout as pause } from "node:timers/promises";
import { check } from "@picking-labs/test-kit";
import { countEntries } from "../support/applied.ts";
import { countDeadLetters } from "../support/dead-letters.ts";
import { at, created } from "../support/events.ts";
import { plainOrder } from "../support/plain-order.ts";
import { publish } from "../support/publish.ts";
import { countAfresh, countsOf, inHand } from "../support/queue-counts.ts";

/** No more than an app may have in hand. */
const MESSAGES = 30;
/** Three seconds are promised. */
const STILL_HELD_MS = 1_000;

check(
  "shutdown-finishes",
  async (t) => {
    const { app, redis, rabbitmq } = await t.workplace();
    const [before, dead] = await Promise.all([countEntries(redis.cz), countDeadLetters(rabbitmq.cz)]);
    await countAfresh(t, rabbitmq.cz);
    redis.cz.proxy.holdRequests();
    const events = Array.from({ length: MESSAGES }, () =>
      created(plainOrder(t.random, { warehouseId: 8799 }), at(0)),
    );
    await publish(t, rabbitmq, ...events);
    await inHand(t, rabbitmq.cz, `${MESSAGES} messages were published while Redis took its time`);
    await app.signal("SIGTERM");
    await pause(STILL_HELD_MS);
    redis.cz.proxy.release();
    const { code } = await app.exited({
      within: 10_000,
      otherwise: "The app still runs 10 s after SIGTERM, although everything in hand could be finished.",
    });
    // What was unacked goes back to the queue, some moments after the end.
    let [applied, ready] = [0, 0];
    const sum = () =>
      `SIGTERM came while messages were in hand, and Redis went on ${STILL_HELD_MS / 1000} s later. Of ${MESSAGES} messages ${applied} were applied, and ${ready} are still in the queue`;
    await t.eventually(
      async () => {
        [applied, ready] = [(await countEntries(redis.cz)) - before, (await countsOf(rabbitmq.cz)).ready];
        return applied + ready >= MESSAGES;
      },
      () => `${sum()}: ${MESSAGES - applied - ready} are lost.`,
      { within: 5_000 },
    );
    t.verify(applied > 0, () => `${sum()}. Promised is that what was in hand is finished.`);
    // By the wire: a quorum queue may put back what was acked in the last moment of its channel.
    const { acked } = rabbitmq.cz.proxy.counts();
    t.verify(
      acked >= applied,
      () => `${sum()}: ${applied - acked} were applied and not acked, and will come again.`,
    );
    t.equal((await countDeadLetters(rabbitmq.cz)) - dead, 0, "The number of dead letters after SIGTERM");
    t.equal(code, 0, "The exit code after SIGTERM");
  },
  { takesOverFrom: "consumers-told" },
);
