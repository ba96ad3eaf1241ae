import type { CheckContext, JudgeBroker } from "@picking-labs/test-kit";
import type { Brokers } from "./broker.ts";
import type { EventMessage } from "./events.ts";

/** As a careful producer sends it. */
const PROPERTIES = { contentType: "application/json", persistent: true };

/** Publishes events, each into the virtual host of its tenant; resolves when the broker has them all. */
export async function publish(t: CheckContext, brokers: Brokers, ...events: EventMessage[]): Promise<void> {
  await Promise.all(
    [...Map.groupBy(events, ({ tenant }) => tenant)].map(async ([tenant, own]) => {
      const broker = brokers[tenant];
      await expectOnce(t, broker, own);
      await Promise.all(
        own.map(({ exchange, routingKey, body }) =>
          broker.publish(exchange, routingKey, asBytes(body), PROPERTIES),
        ),
      );
    }),
  );
}

/** As `publish`, for hundreds and thousands: quicker, and a single line of the evidence. */
export async function publishMany(
  t: CheckContext,
  broker: JudgeBroker,
  events: EventMessage[],
): Promise<void> {
  await expectOnce(t, broker, events);
  t.note(
    `judge publishes ${events.length} messages in ${broker.tenant}, from ${events[0]?.told} to ${events.at(-1)?.told}`,
  );
  const channel = await broker.channel();
  for (const { exchange, routingKey, body } of events)
    channel.publish(exchange, routingKey, asBytes(body), PROPERTIES);
  await channel.waitForConfirms();
}

/** Of each broker, the exchanges that were there: to ask before every message would keep the broker busy. */
const seen = new WeakMap<JudgeBroker, Set<string>>();

async function expectOnce(t: CheckContext, broker: JudgeBroker, events: EventMessage[]): Promise<void> {
  const known = seen.get(broker) ?? new Set<string>();
  const wanted = new Set(events.map(({ exchange }) => exchange)).difference(known);
  await expectExchanges(t, broker, wanted);
  seen.set(broker, known.union(wanted));
}

/** After its virtual host was deleted. */
export function forgetExchanges(broker: JudgeBroker): void {
  seen.delete(broker);
}

/** An exchange that nobody has declared cannot be published to. */
export async function expectExchanges(
  t: CheckContext,
  broker: JudgeBroker,
  names: Iterable<string>,
): Promise<void> {
  for (const name of names)
    await t.eventually(
      async () => (await broker.exchanges()).some((exchange) => exchange.name === name),
      () => `In the virtual host of ${broker.tenant} there is no exchange ${name}, 5 s after the app was up.`,
      { within: 5_000, every: 200 },
    );
}

export function asBytes(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
}
