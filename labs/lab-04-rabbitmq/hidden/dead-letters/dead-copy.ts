import {
  type BrokerMessage,
  type CheckContext,
  check,
  type JudgeBroker,
  type PublishOptions,
} from "@picking-labs/test-kit";
import { boundKeys } from "../support/bound-keys.ts";
import { deadLettersCome } from "../support/dead-letters.ts";

type Sent = { exchange: string; routingKey: string; body: Buffer; options: PublishOptions };

/** Properties that a dead letter still has. */
const PROPERTIES = {
  contentType: "application/json",
  contentEncoding: "utf-8",
  persistent: true,
  priority: 4,
  correlationId: "correlation-7",
  replyTo: "answers",
  messageId: "message-7",
  timestamp: 1_774_600_000,
  type: "wapi.order",
  appId: "wapi",
};

/** On the shared app, only this check sends nonsense to `de`. */
check("dead-copy", async (t) => {
  await t.sharedApp();
  const brokers = await t.sharedRabbitmq();
  const headers = { trace: "abc", depth: 3, nested: { shelf: "A-1" } };
  const broken = Buffer.from('{"type":"CREATED",  "order": Řada }');
  const unknown = Buffer.from(
    ' { "type" : "SENT",  "occurredAt": "2026-03-28T10:00:00Z", "weights": [1.50, 2] } ',
  );
  const plain = { contentType: "application/octet-stream", persistent: true, messageId: "plain" };

  await expectCopy(t, brokers.de, {
    exchange: "wapi-events",
    routingKey: "wapi-order-event",
    body: broken,
    options: { ...PROPERTIES, headers },
  });
  await expectCopy(t, brokers.de, {
    exchange: "web.order.event",
    routingKey: "web.order.event.cancel",
    body: unknown,
    options: { ...PROPERTIES, messageId: "message-8", headers },
  });
  await expectCopy(t, brokers.de, {
    exchange: "workers-balancing",
    routingKey: "work-volume-prediction.computed",
    body: Buffer.from([0, 255, 10, 13, 34]),
    options: plain,
  });
});

async function expectCopy(t: CheckContext, broker: JudgeBroker, message: Sent): Promise<void> {
  const { exchange, routingKey, body, options } = message;
  if (!(await boundKeys(broker)).has(routingKey)) return; // another check's matter
  const told = `A message that cannot be understood (${body.toString().slice(0, 60)}) was published to ${exchange} with ${routingKey}`;
  await broker.publish(exchange, routingKey, body, options);
  const [letter] = await deadLettersCome(t, broker, { count: 1, circumstance: told });
  if (letter === undefined) return;

  t.verify(
    letter.content.equals(body) || isSameJson(letter.content, body),
    `${told}. The body of its dead letter is another one: ${letter.content.toString().slice(0, 120)}.`,
  );
  const { headers: sent = {}, persistent, ...others } = options;
  const kept = { ...others, ...(persistent && { deliveryMode: 2 }) };
  for (const [name, value] of Object.entries(sent))
    t.equal(letter.headers[name], value, `The header ${name} of a dead letter`);
  for (const [name, value] of Object.entries(kept))
    t.equal(letter.properties[name], value, `The property ${name} of a dead letter`);
  expectReason(t, letter, message);
}

function expectReason(t: CheckContext, { headers }: BrokerMessage, { exchange, routingKey }: Sent): void {
  const reason = headers["x-error"];
  t.verify(
    typeof reason === "string" && reason.trim() !== "",
    `The header x-error of a dead letter is ${JSON.stringify(reason) ?? "not there"}. Promised is a text that says why.`,
  );
  t.equal(headers["x-exchange"], exchange, "The header x-exchange of a dead letter");
  t.equal(headers["x-routing-key"], routingKey, "The header x-routing-key of a dead letter");
  t.verify(
    Number(headers["x-attempts"]) === 1,
    `The header x-attempts of a dead letter is ${JSON.stringify(headers["x-attempts"]) ?? "not there"}. Promised is 1.`,
  );
}

function isSameJson(one: Buffer, other: Buffer): boolean {
  try {
    return JSON.stringify(JSON.parse(one.toString())) === JSON.stringify(JSON.parse(other.toString()));
  } catch {
    return false;
  }
}
