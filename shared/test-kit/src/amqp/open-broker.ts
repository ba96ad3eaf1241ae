import { setTimeout as pause } from "node:timers/promises";
import type { RabbitmqSurroundings, Tenant } from "@picking-labs/contracts";
import type { ConfirmChannel, GetMessage } from "amqplib";
import type { Recorder } from "../evidence/index.ts";
import type { Scope } from "../scope.ts";
import { clip } from "../show.ts";
import { BrokerConnection, closeReason, limited } from "./broker-connection.ts";
import { encodeBody, readMessage } from "./broker-message.ts";
import type { BrokerMessage, JudgeBroker, PublishOptions } from "./judge-broker.ts";
import { ManagementApi } from "./management-api.ts";

const PUT_BACK_LIMIT_MS = 500;
const BODY_SHOWN = 2_000;

/** The judge's view of one tenant's virtual host for one check; its connection ends with the check. */
export function openBroker(
  { tenant, virtualHost }: { tenant: Tenant; virtualHost: string },
  { place, recorder, scope }: { place: RabbitmqSurroundings; recorder: Recorder; scope: Scope },
): JudgeBroker {
  const { host, port, app } = place;
  const api = new ManagementApi(place);
  const connection = new BrokerConnection(place, virtualHost, scope);
  const service = `rabbitmq.${tenant}`;

  function see(text: string, body?: string): void {
    const shown = body === undefined ? {} : { body: clip(body, BODY_SHOWN) };
    recorder.see({ kind: "amqp", by: "judge", tenant, text, ...shown });
  }

  /** What changes the broker by other means than a message: a step for a replay, and an entry of the time line. */
  async function change(
    action: string,
    text: string,
    options: Record<string, unknown>,
    work: (channel: ConfirmChannel) => Promise<unknown>,
  ): Promise<void> {
    recorder.did({ do: "fault", service, action, options });
    see(text);
    await connection.on(work);
  }

  async function publish(exchange: string, routingKey: string, body: unknown, options: PublishOptions = {}) {
    const { content, contentType } = encodeBody(body);
    const properties = { ...(contentType !== undefined && { contentType }), ...options };
    recorder.did({
      do: "publish",
      tenant,
      exchange,
      routingKey,
      base64: content.toString("base64"),
      properties,
    });
    const headers = options.headers === undefined ? "" : ` and headers ${JSON.stringify(options.headers)}`;
    see(
      `published to ${exchange === "" ? "a queue by its name" : exchange} with key "${routingKey}"${headers}`,
      content.toString("utf8"),
    );
    const send = (channel: ConfirmChannel) =>
      confirmed(channel, { exchange, routingKey, content, properties });
    // A message that comes back is told by its channel, not by its confirm.
    if (options.mandatory) return connection.on(send);
    return limited(send(await connection.publishing()));
  }

  /** Gets what is ready, one by one, until `enough`. */
  async function gather(
    channel: ConfirmChannel,
    queue: string,
    enough: (message: BrokerMessage) => boolean,
  ): Promise<{ raw: GetMessage; message: BrokerMessage }[]> {
    const got: { raw: GetMessage; message: BrokerMessage }[] = [];
    for (;;) {
      const raw = await channel.get(queue);
      if (raw === false) return got;
      const message = readMessage(raw);
      got.push({ raw, message });
      if (enough(message)) return got;
    }
  }

  async function take(queue: string, match: (message: BrokerMessage) => boolean = () => true) {
    const found = await connection.on(async (channel) => {
      const { messageCount } = await channel.checkQueue(queue);
      const got = await gather(channel, queue, match);
      const last = got.at(-1);
      if (last === undefined || !match(last.message)) {
        await putBack(channel, queue, messageCount);
        return undefined;
      }
      channel.ack(last.raw);
      await putBack(channel, queue, messageCount - 1);
      return last.message;
    });
    if (found === undefined) see(`found nothing in ${queue}`);
    else sawTaken(queue, found);
    return found;
  }

  async function takeAll(queue: string): Promise<BrokerMessage[]> {
    const got = await connection.on(async (channel) => {
      const gathered = await gather(channel, queue, () => false);
      if (gathered.length > 0) channel.ackAll();
      return gathered;
    });
    if (got.length === 0) see(`found nothing in ${queue}`);
    for (const { message } of got) sawTaken(queue, message);
    return got.map(({ message }) => message);
  }

  function sawTaken(queue: string, { headers, text }: BrokerMessage): void {
    see(`took from ${queue} with headers ${JSON.stringify(headers)}`, text);
  }

  async function read(queue: string): Promise<BrokerMessage[]> {
    const got = await connection.on(async (channel) => {
      const gathered = await gather(channel, queue, () => false);
      await putBack(channel, queue, gathered.length);
      return gathered;
    });
    see(`read ${got.length} messages in ${queue}`);
    return got.map(({ message }) => message);
  }

  async function queue(name: string) {
    try {
      const { messageCount, consumerCount } = await connection.on((channel) => channel.checkQueue(name));
      see(`saw ${name}: ${messageCount} ready, ${consumerCount} consumers`);
      return { ready: messageCount, consumers: consumerCount };
    } catch (error) {
      if (!isMissing(error)) throw error;
      see(`saw no queue ${name}`);
      return undefined;
    }
  }

  async function looked<T>(what: string, look: () => Promise<T>): Promise<T> {
    see(`looked at the ${what}`);
    return scope.guard(look());
  }

  async function channel(): Promise<ConfirmChannel> {
    const opened = await connection.channel();
    scope.onEnd("a channel of the judge could not be closed", () => opened.close().catch(() => undefined));
    return opened;
  }

  return {
    tenant,
    virtualHost,
    appUrl: (at = { host, port }) =>
      `amqp://${encodeURIComponent(app.user)}:${encodeURIComponent(app.password)}@${at.host}:${at.port}/${encodeURIComponent(virtualHost)}`,
    publish: (...message) => scope.guard(publish(...message)),
    queue: (name) => scope.guard(queue(name)),
    queues: () => looked("queues", () => api.queues(virtualHost)),
    exchanges: () =>
      looked("exchanges", async () =>
        (await api.exchanges(virtualHost)).filter(({ name }) => name !== "" && !name.startsWith("amq.")),
      ),
    bindings: () =>
      looked("bindings", async () => (await api.bindings(virtualHost)).filter(({ source }) => source !== "")),
    take: (...asked) => scope.guard(take(...asked)),
    takeAll: (name) => scope.guard(takeAll(name)),
    read: (name) => scope.guard(read(name)),
    declareQueue: (name, options = {}) =>
      scope.guard(
        change("declare-queue", `declared the queue ${name}`, { name, options }, (on) =>
          on.assertQueue(name, { durable: true, ...options }),
        ),
      ),
    declareExchange: (name, type, options = {}) =>
      scope.guard(
        change("declare-exchange", `declared the exchange ${name} (${type})`, { name, type, options }, (on) =>
          on.assertExchange(name, type, { durable: true, ...options }),
        ),
      ),
    bind: (name, exchange, key) =>
      scope.guard(
        change("bind", `bound ${name} to ${exchange} with key "${key}"`, { name, exchange, key }, (on) =>
          on.bindQueue(name, exchange, key),
        ),
      ),
    unbind: (name, exchange, key) =>
      scope.guard(
        change(
          "unbind",
          `unbound ${name} from ${exchange} with key "${key}"`,
          { name, exchange, key },
          (on) => on.unbindQueue(name, exchange, key),
        ),
      ),
    deleteQueue: (name) =>
      scope.guard(
        change("delete-queue", `deleted the queue ${name}`, { name }, (on) => on.deleteQueue(name)),
      ),
    async purge(name) {
      let purged = 0;
      await scope.guard(
        change("purge", `emptied the queue ${name}`, { name }, async (on) => {
          purged = (await on.purgeQueue(name)).messageCount;
        }),
      );
      return purged;
    },
    channel: () => scope.guard(channel()),
  };
}

/** Back to the queue, where they are ready a moment later when it is a quorum queue. */
async function putBack(channel: ConfirmChannel, queue: string, expected: number): Promise<void> {
  channel.nackAll(true);
  const deadline = performance.now() + PUT_BACK_LIMIT_MS;
  while (performance.now() < deadline) {
    const { messageCount, consumerCount } = await channel.checkQueue(queue);
    // Somebody else may take them, then nobody waits for the count.
    if (messageCount >= expected || consumerCount > 0) return;
    await pause(5);
  }
}

type Outgoing = { exchange: string; routingKey: string; content: Buffer; properties: PublishOptions };

/** Resolves when the broker has it, rejects when it comes back or the channel is closed. */
function confirmed(
  channel: ConfirmChannel,
  { exchange, routingKey, content, properties }: Outgoing,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (properties.mandatory)
      channel.once("return", () => reject(new Error(`no queue gets what is published to ${exchange}`)));
    channel.publish(exchange, routingKey, content, properties, (error) => {
      if (error) reject(closeReason(channel) ?? new Error("the broker refused a message"));
      else resolve();
    });
  });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && error.message.includes("404");
}
