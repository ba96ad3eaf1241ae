import { check } from "@picking-labs/test-kit";
import { countDeadLetters } from "../support/dead-letters.ts";
import { at, created } from "../support/events.ts";
import { deadQueueOf } from "../support/names.ts";
import { plainOrder } from "../support/plain-order.ts";
import { publishMany } from "../support/publish.ts";
import { countAfresh, settled } from "../support/queue-counts.ts";

const GOOD = 1_000;
const POISON = 3;
const LIMIT_MS = 30_000;

check(
  "poison-first",
  async (t) => {
    const { app, redis, rabbitmq } = await t.workplace();
    const dead = await countDeadLetters(rabbitmq.hu);
    const orders = Array.from({ length: GOOD }, () => plainOrder(t.random, { warehouseId: 9027 }));
    const [first] = orders;
    if (first === undefined) return;
    const poison = created(first, at(0));
    await countAfresh(t, rabbitmq.hu);
    await publishMany(t, rabbitmq.hu, [
      ...Array.from({ length: POISON }, () => ({ ...poison, body: Buffer.from("{ poison") })),
      ...orders.map((order) => created(order, at(0))),
    ]);

    const waiting = async () => (await redis.hu.zrange("warehouse:9027:orders")).length;
    const behind = `${POISON} messages that are not JSON were published, and ${GOOD} good ones behind them`;
    let last = 0;
    await t.eventually(
      async () => {
        last = await waiting();
        return last >= GOOD;
      },
      () =>
        `${behind}. ${LIMIT_MS / 1000} s later ${last} of the good ones are in Redis${app.running ? "" : ", and the app has ended"}.`,
      { within: LIMIT_MS, every: 150 },
    );
    await settled(t, rabbitmq.hu, behind);
    const { delivered } = rabbitmq.hu.proxy.counts();
    t.verify(
      delivered <= GOOD + POISON,
      `${behind}. The broker delivered more than ${GOOD + POISON} messages: some were put back into the queue and came again.`,
    );
    await t.eventually(
      async () => (await countDeadLetters(rabbitmq.hu)) - dead === POISON,
      () => `${behind}, all of them were acked, and the ${POISON} bad ones are not in ${deadQueueOf("hu")}.`,
      { within: 5_000 },
    );
  },
  { takesOverFrom: "dead-before-ack" },
);
