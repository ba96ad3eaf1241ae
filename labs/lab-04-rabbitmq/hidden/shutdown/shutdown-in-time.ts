import { check } from "@picking-labs/test-kit";
import { countDeadLetters } from "../support/dead-letters.ts";
import { at, created } from "../support/events.ts";
import { plainOrder } from "../support/plain-order.ts";
import { publish } from "../support/publish.ts";
import { countsOf, inHand } from "../support/queue-counts.ts";

const MESSAGES = 10;
/** Five seconds are promised. */
const EXIT_LIMIT_MS = 7_500;
/** Their RabbitMQ is silent. That of cz is not: what an app acks there in its last moment, arrives. */
const SILENT = ["at", "de", "hu", "ro"] as const;
const WHAT = `SIGTERM came while the Redis of cz and the RabbitMQ of the other tenants were silent, with ${MESSAGES} messages of cz in hand.`;

check(
  "shutdown-in-time",
  async (t) => {
    const { app, redis, rabbitmq } = await t.workplace();
    const dead = await countDeadLetters(rabbitmq.cz);
    redis.cz.proxy.holdRequests();
    const events = Array.from({ length: MESSAGES }, () =>
      created(plainOrder(t.random, { warehouseId: 8799 }), at(0)),
    );
    await publish(t, rabbitmq, ...events);
    await inHand(t, rabbitmq.cz, `${MESSAGES} messages were published while Redis was silent`);
    for (const tenant of SILENT) rabbitmq[tenant].proxy.holdRequests();
    await app.signal("SIGTERM");
    const { code } = await app.exited({
      within: EXIT_LIMIT_MS,
      otherwise: `${WHAT} The app still runs 7.5 s later, promised are 5.`,
    });
    t.equal(
      code,
      0,
      "The exit code after SIGTERM while the Redis of cz and the RabbitMQ of the other tenants were silent",
    );
    rabbitmq.all.cut();
    rabbitmq.all.release();
    redis.cz.proxy.cut();
    redis.cz.proxy.release();
    let last = 0;
    await t.eventually(
      async () => {
        last = (await countsOf(rabbitmq.cz)).ready;
        return last === MESSAGES;
      },
      () => `${WHAT} After the app had ended, ${last} of them are in the queue; the others are lost.`,
      { within: 8_000 },
    );
    t.equal((await countDeadLetters(rabbitmq.cz)) - dead, 0, "The number of dead letters after SIGTERM");
  },
  { takesOverFrom: "orders-unavailable" },
);
