import { type AmqpMessage, check } from "@picking-labs/test-kit";
import { countDeadLetters } from "../support/dead-letters.ts";
import { at, created } from "../support/events.ts";
import { deadQueueOf } from "../support/names.ts";
import { plainOrder } from "../support/plain-order.ts";
import { publish } from "../support/publish.ts";
import { settled } from "../support/queue-counts.ts";

/** How long the answer of the broker is on its way. */
const HELD_MS = 700;

check("dead-before-ack", async (t) => {
  const { rabbitmq } = await t.workplace();
  const { proxy } = rabbitmq.hu;
  const dead = await countDeadLetters(rabbitmq.hu);
  proxy.reset();
  // Never comes where nobody asks for a confirm.
  proxy.once(isConfirm, "hold", { within: 30_000 }).catch(() => undefined);
  const poison = created(plainOrder(t.random, { warehouseId: 2040 }), at(0));
  await publish(t, rabbitmq, { ...poison, body: Buffer.from("{ poison") });
  await t.eventually(
    () => proxy.counts().published > 0,
    () =>
      "A message that cannot be understood was published in hu, and 10 s later the app has published no dead letter.",
    { within: 10_000 },
  );

  // The broker has the copy, and the app does not know it yet.
  await t.never(
    async () => ackOutsideOfTransaction(proxy.messages()),
    () =>
      "The app acked a message that it had copied to the dead letters, although the broker had not confirmed the copy. When the connection breaks in that moment, the message is in neither queue.",
    { for: HELD_MS, every: 25 },
  );
  proxy.release();
  const circumstance = "The broker confirmed the copy of a message that cannot be understood";
  await settled(t, rabbitmq.hu, circumstance);
  t.equal((await countDeadLetters(rabbitmq.hu)) - dead, 1, `The number of messages in ${deadQueueOf("hu")}`);
});

const isConfirm = ({ from, method }: AmqpMessage) =>
  from === "broker" && (method === "basic.ack" || method === "tx.commit-ok");

/** In a transaction of its channel an ack counts when it is committed, together with what was published there. */
function ackOutsideOfTransaction(messages: AmqpMessage[]): boolean {
  const transactional = new Set(
    messages
      .filter(({ method }) => method === "tx.commit")
      .map(({ connection, channel }) => `${connection}/${channel}`),
  );
  return messages.some(
    ({ from, method, connection, channel }) =>
      from === "app" && method === "basic.ack" && !transactional.has(`${connection}/${channel}`),
  );
}
