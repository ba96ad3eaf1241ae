import { type Country, WAREHOUSES } from "@picking-labs/domain";
import {
  type CheckContext,
  check,
  type RedisMessage,
  type RedisProxy,
  type Workplace,
} from "@picking-labs/test-kit";
import { allInOrder } from "@picking-labs/test-kit/every-app";
import { countDeadLetters, deadLettersCome, takeDeadLetters } from "../support/dead-letters.ts";
import { at, created } from "../support/events.ts";
import { plainOrder } from "../support/plain-order.ts";
import { publish } from "../support/publish.ts";
import { settled } from "../support/queue-counts.ts";
import { isGone, waitingOrder, waitsAs } from "../support/waiting-order.ts";

/** 200 ms to 2 s are promised between two attempts. */
const SHORTEST_MS = 150;
const LONGEST_MS = 4_000;
const NO_RIGHT = "NOPERM this user has no permissions to run the 'xadd' command";

check(
  "refused-thrice",
  async (t) => {
    const place = await t.workplace();
    const { redis, rabbitmq } = place;
    const { proxy } = redis.de;
    await allInOrder([
      becomesLetter(t, place, "de", {
        what: "every write with OOM",
        begin: (proxy) => proxy.outOfMemory(),
      }),
      becomesLetter(t, place, "hu", {
        what: "with NOPERM whatever adds to engine:applied",
        begin: (proxy) => proxy.answerError(NO_RIGHT, { only: addsEntry }),
      }),
    ]);

    const lucky = plainOrder(t.random, { warehouseId: 8033 });
    proxy.reset();
    proxy.outOfMemory();
    await publish(t, rabbitmq, created(lucky, at(0)));
    await t.eventually(
      () => attemptsIn(proxy.messages()).length > 0,
      () =>
        `CREATED of order ${lucky.orderId} was published, and 10 s later the app has not tried to write it.`,
      { within: 10_000 },
    );
    proxy.answerNormally();
    const recovered = `Redis refused the first attempt for order ${lucky.orderId} and then took everything`;
    await waitsAs(t, redis.de, lucky, recovered);
    await settled(t, rabbitmq.de, recovered);
    t.equal(
      await countDeadLetters(rabbitmq.de),
      0,
      "The number of dead letters after a second attempt that succeeded",
    );
  },
  { takesOverFrom: "tenant-alone" },
);

type Refusal = { what: string; begin(proxy: RedisProxy): void };

/** An event that Redis refuses is tried three times, then it is a dead letter. */
async function becomesLetter(
  t: CheckContext,
  { redis: databases, rabbitmq }: Workplace,
  tenant: Country,
  { what, begin }: Refusal,
): Promise<void> {
  const [redis, broker] = [databases[tenant], rabbitmq[tenant]];
  const { proxy } = redis;
  await takeDeadLetters(broker);
  const order = plainOrder(t.random, { warehouseId: WAREHOUSES[tenant][1] });
  proxy.reset();
  begin(proxy);
  const event = created(order, at(0));
  await publish(t, rabbitmq, event);
  const full = `${event.told} was published while Redis answered ${what}`;
  const [letter] = await deadLettersCome(t, broker, { count: 1, within: 12_000, circumstance: full });
  const starts = attemptsIn(proxy.messages());
  const pauses = starts.slice(1).map((start, index) => start - (starts[index] as number));
  const seen = `${full}, and it became a dead letter after ${starts.length === 1 ? "1 attempt" : `${starts.length} attempts`}${pauses.map((pause) => `, ${Math.round(pause)} ms later the next`).join("")}`;
  t.verify(
    starts.length === 3,
    `${seen}. (What is less than ${SHORTEST_MS} ms apart counts as one attempt.) Promised are 3, at least 200 ms apart.`,
  );
  t.verify(
    pauses.every((pause) => pause >= SHORTEST_MS && pause <= LONGEST_MS),
    `${seen}. Promised are 200 ms to 2 s between two attempts.`,
  );
  const attempts = letter?.headers["x-attempts"];
  t.verify(
    Number(attempts) === 3,
    `${full}. Its dead letter has x-attempts ${JSON.stringify(attempts) ?? "not at all"}. Promised is 3.`,
  );
  t.verify(
    isGone(await waitingOrder(redis, order.orderId)),
    `${full}, it became a dead letter, and part of it is in Redis all the same.`,
  );
  proxy.answerNormally();
  await settled(t, broker, full);
}

/** By itself, in a transaction, or in a script, which may. */
const addsEntry = ({ command }: RedisMessage) => ["XADD", "EVAL", "EVALSHA", "FCALL"].includes(command);

/** When each attempt began: error answers that come close together belong to one. */
function attemptsIn(messages: RedisMessage[]): number[] {
  const errors = messages
    .filter(({ error, setup }) => error !== undefined && !setup)
    .map(({ at: moment }) => moment);
  return errors.filter(
    (moment, index) => index === 0 || moment - (errors[index - 1] as number) > SHORTEST_MS,
  );
}
