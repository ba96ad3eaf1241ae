import { type BrokerMessage, check } from "@picking-labs/test-kit";
import { boundKeys } from "../support/bound-keys.ts";
import { takeDeadLetters } from "../support/dead-letters.ts";
import { at, created } from "../support/events.ts";
import { deadQueueOf } from "../support/names.ts";
import { plainOrder } from "../support/plain-order.ts";
import { asBytes, publish } from "../support/publish.ts";
import { isGone, waitingOrder, waitsAs } from "../support/waiting-order.ts";
import { nonsense } from "./nonsense.ts";

/** Three seconds are promised. */
const LIMIT_MS = 8_000;

/** On the shared app, only this check sends nonsense to `at`. */
check("not-understood", async (t) => {
  const app = await t.sharedApp();
  const [brokers, databases] = await Promise.all([t.sharedRabbitmq(), t.sharedRedis()]);
  const order = plainOrder(t.random, { warehouseId: 8041 });
  const capacity = await databases.at.get("warehouse:8041:capacity");
  const bound = await boundKeys(brokers.at);
  const messages = nonsense(order)
    .filter(({ event: { routingKey } }) => bound.has(routingKey))
    .map((message, index) => ({ ...message, id: `nonsense-${index}` }));

  await Promise.all(
    messages.map(({ event: { exchange, routingKey, body }, id }) => {
      const options = { contentType: "application/json", persistent: true, messageId: id };
      return brokers.at.publish(exchange, routingKey, asBytes(body), options);
    }),
  );
  const letters: BrokerMessage[] = [];
  await t.eventually(
    async () => {
      if ((await brokers.at.queue(deadQueueOf("at"))) === undefined) return false;
      letters.push(...(await takeDeadLetters(brokers.at)));
      return letters.length >= messages.length;
    },
    () =>
      `${messages.length} messages that cannot be understood were published in at. ${LIMIT_MS / 1000} s later ${letters.length} of them are in ${deadQueueOf("at")}${whichIsMissing(messages, letters)}${app.running ? "" : ". The app has ended"}.`,
    { within: LIMIT_MS, every: 100 },
  );
  t.verify(
    isGone(await waitingOrder(databases.at, order.orderId)),
    () =>
      `Of the messages that cannot be understood, one has changed Redis: order ${order.orderId} is there.`,
  );
  t.equal(
    await databases.at.get("warehouse:8041:capacity"),
    capacity,
    "The capacity after predictions that cannot be understood",
  );

  const good = plainOrder(t.random, { warehouseId: 8041 });
  await publish(t, brokers, created(good, at(0)));
  await waitsAs(
    t,
    databases.at,
    good,
    `After messages that cannot be understood, CREATED of order ${good.orderId} was published`,
  );
});

/** By the message id, where dead letters have kept it. */
function whichIsMissing(messages: { what: string; id: string }[], letters: BrokerMessage[]): string {
  const ids = new Set(letters.map(({ properties }) => properties.messageId));
  const missing = messages.find(({ id }) => !ids.has(id));
  if (ids.has(undefined) || missing === undefined) return "";
  return `; missing is the one ${missing.what}`;
}
