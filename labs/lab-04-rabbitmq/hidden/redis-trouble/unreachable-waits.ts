import { type Country, WAREHOUSES } from "@picking-labs/domain";
import {
  type AmqpCounts,
  type CheckContext,
  check,
  type RedisProxy,
  type Workplace,
} from "@picking-labs/test-kit";
import { allInOrder } from "@picking-labs/test-kit/every-app";
import { entriesIn } from "../support/applied.ts";
import { countDeadLetters } from "../support/dead-letters.ts";
import { at, created } from "../support/events.ts";
import { plainOrder } from "../support/plain-order.ts";
import { publish } from "../support/publish.ts";
import { countAfresh, settled } from "../support/queue-counts.ts";

const MESSAGES = 200;
const MOST = 50;
const AWAY_MS = 3_500;

check(
  "unreachable-waits",
  async (t) => {
    const place = await t.workplace();
    await allInOrder([
      waitsFor(t, place, "at", {
        what: "refused connections",
        begin(proxy) {
          proxy.refuse();
          proxy.cut();
        },
        end: (proxy) => proxy.allow(),
      }),
      waitsFor(t, place, "hu", {
        what: "took commands and said nothing",
        begin: (proxy) => proxy.holdAnswers(),
        end: (proxy) => proxy.release(),
      }),
    ]);
  },
  { takesOverFrom: "starts-while-away" },
);

type Fault = { what: string; begin(proxy: RedisProxy): void; end(proxy: RedisProxy): void };

async function waitsFor(
  t: CheckContext,
  { redis: databases, rabbitmq }: Workplace,
  tenant: Country,
  { what, begin, end }: Fault,
): Promise<void> {
  const [redis, broker] = [databases[tenant], rabbitmq[tenant]];
  const dead = await countDeadLetters(broker);
  await countAfresh(t, broker);
  begin(redis.proxy);
  const orders = Array.from({ length: MESSAGES }, () =>
    plainOrder(t.random, { warehouseId: WAREHOUSES[tenant][1] }),
  );
  const events = orders.map((order) => created(order, at(0)));
  const away = `${MESSAGES} messages were published in ${tenant} while Redis ${what}`;
  await publish(t, rabbitmq, ...events);
  await t.eventually(
    () => broker.proxy.counts().delivered > 0,
    () => `${away}, and 10 s later nobody has taken one from the queue.`,
    { within: 10_000 },
  );
  await t.never(
    async () => trouble(broker.proxy.counts(), (await countDeadLetters(broker)) - dead),
    (seen) => `${away}, and ${seen}`,
    { for: AWAY_MS, every: 100 },
  );

  end(redis.proxy);
  const back = `${away}. Then it was back`;
  await settled(t, broker, back, 12_000);
  // Of these orders only: entries of what came earlier may still arrive.
  const ids = new Set(orders.map(({ orderId }) => String(orderId)));
  t.equal(
    (await entriesIn(redis)).filter(({ orderId = "" }) => ids.has(orderId)).length,
    MESSAGES,
    "The number of new entries in engine:applied after Redis was back",
  );
  t.equal((await countDeadLetters(broker)) - dead, 0, "The number of new dead letters after Redis was back");
}

/** What is wrong, as it follows in a sentence; nothing when all is well. */
function trouble({ acked, dropped, requeued, mostUnacked }: AmqpCounts, letters: number): string {
  if (letters > 0) return "some of them became dead letters. Nothing was wrong with them.";
  if (requeued > 0)
    return "the app put messages back into the queue. They come again at once; promised is that they are kept in hand.";
  if (acked + dropped > 0) return "some of them were acked although Redis had not answered.";
  if (mostUnacked > MOST) return `more than ${MOST} of them were unacked.`;
  return "";
}
