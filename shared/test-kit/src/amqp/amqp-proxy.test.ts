import { TENANTS } from "@picking-labs/contracts";
import { connect } from "amqplib";
import { Connection } from "rabbitmq-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { Recorder } from "../evidence/index.ts";
import { playSteps } from "../replay.ts";
import { Scope } from "../scope.ts";
import { aRun } from "../testing/a-run.ts";
import { startRabbitmq } from "../testing/rabbitmq.ts";
import { startRedis } from "../testing/redis.ts";
import { declareHeir } from "../workplace.ts";
import {
  type AmqpMessage,
  type BrokerPlaces,
  createBrokerKeeper,
  ManagementApi,
  openBrokerSite,
  startBrokerSite,
} from "./index.ts";

let server: Awaited<ReturnType<typeof startRabbitmq>>;
beforeAll(async () => {
  server = await startRabbitmq();
}, 120_000);
afterAll(() => server[Symbol.asyncDispose](), 20_000);

/** A consumer that acks when it is told to, as an app may be written with either library. */
interface AppClient extends AsyncDisposable {
  /** Bodies in the order of their delivery. */
  readonly got: string[];
  /** Acks the oldest that is not settled. */
  ack(): void;
  publish(exchange: string, routingKey: string, body: string): Promise<void>;
  /** How often its connection, channel or consumer was lost. */
  readonly lost: string[];
}

const clients: Record<string, (url: string, prefetch?: number) => Promise<AppClient>> = {
  async amqplib(url, prefetch = 50) {
    const lost: string[] = [];
    const connection = await connect(url, { noDelay: true });
    connection.on("error", (error: Error) => lost.push(error.message));
    connection.on("close", () => lost.push("connection"));
    const ended = new Promise<void>((resolve) => connection.once("close", () => resolve()));
    const channel = await connection.createConfirmChannel();
    channel.on("error", (error: Error) => lost.push(error.message));
    channel.on("close", () => lost.push("channel"));
    await channel.assertQueue("work");
    await channel.prefetch(prefetch);
    const got: string[] = [];
    const unsettled: Parameters<Parameters<typeof channel.consume>[1]>[0][] = [];
    await channel.consume("work", (message) => {
      if (message === null) return lost.push("consumer");
      got.push(message.content.toString());
      return unsettled.push(message);
    });
    return {
      got,
      lost,
      ack() {
        const message = unsettled.shift();
        if (message) channel.ack(message);
      },
      publish: (exchange, routingKey, body) =>
        new Promise((resolve, reject) => {
          channel.publish(
            exchange,
            routingKey,
            Buffer.from(body),
            { headers: { "x-error": "why" } },
            (error) => (error ? reject(error) : resolve()),
          );
        }),
      // A close that meets the loss of its connection is never answered.
      [Symbol.asyncDispose]: () => Promise.race([connection.close().catch(() => undefined), ended]),
    };
  },
  async "rabbitmq-client"(url, prefetch = 50) {
    const lost: string[] = [];
    const connection = new Connection({ url, noDelay: true, retryLow: 20 });
    connection.on("error", (error: Error) => lost.push(error.message));
    const got: string[] = [];
    const unsettled: (() => void)[] = [];
    const consumer = connection.createConsumer(
      { queue: "work", queueOptions: { durable: true }, qos: { prefetchCount: prefetch } },
      async (message) => {
        got.push(Buffer.isBuffer(message.body) ? message.body.toString() : String(message.body));
        await new Promise<void>((resolve) => unsettled.push(resolve));
      },
    );
    consumer.on("error", (error: Error) => lost.push(error.message));
    const publisher = connection.createPublisher({ confirm: true });
    await new Promise<void>((resolve) => consumer.once("ready", resolve));
    return {
      got,
      lost,
      ack: () => unsettled.shift()?.(),
      publish: (exchange, routingKey, body) =>
        publisher.send({ exchange, routingKey, headers: { "x-error": "why" } }, Buffer.from(body)),
      async [Symbol.asyncDispose]() {
        for (const settle of unsettled) settle();
        connection.unsafeDestroy();
      },
    };
  },
};

/** Places of a check that ends with the test. */
async function aCheck() {
  const [recorder, scope] = [new Recorder(), new Scope()];
  const using = { place: server, recorder, scope };
  const rabbitmq = openBrokerSite(await startBrokerSite(createBrokerKeeper(server), using), using);
  return { rabbitmq, recorder, [Symbol.asyncDispose]: async () => expect(await scope.end()).toEqual([]) };
}

const urlOf = (rabbitmq: BrokerPlaces) => rabbitmq.env.AMQP_URL_CZ as string;
const is = (from: string, method: string) => (message: AmqpMessage) =>
  message.from === from && message.method === method;
const arrives = (condition: () => unknown, what: string) =>
  eventually(
    () => Boolean(condition()),
    () => what,
  );

describe.each(Object.entries(clients))("with the client %s", (_name, connectClient) => {
  test("what goes between an app and its broker is seen, settled and counted", async () => {
    await using check = await aCheck();
    const { cz } = check.rabbitmq;
    await using app = await connectClient(urlOf(check.rabbitmq));
    await cz.declareQueue("out");
    for (const body of ["one", "two", "three"]) await cz.publish("", "work", body, { headers: { a: 1 } });
    await arrives(() => app.got.length === 3, "not delivered");
    expect(cz.proxy.counts()).toMatchObject({ delivered: 3, acked: 0, unacked: 3, mostUnacked: 3 });
    app.ack();
    await arrives(() => cz.proxy.counts().acked === 1, "not acked");
    await app.publish("", "out", "dead");
    const messages = cz.proxy.messages();
    const deliveries = messages.filter(is("broker", "basic.deliver"));
    expect(deliveries).toMatchObject([
      { body: "one", headers: { a: 1 }, deliveryTag: 1, settledBy: "ack", routingKey: "work", exchange: "" },
      { body: "two", redelivered: false },
      { body: "three" },
    ]);
    expect(messages.filter(is("app", "basic.publish"))).toMatchObject([
      {
        body: "dead",
        routingKey: "out",
        deliveryTag: 1,
        headers: { "x-error": "why" },
        confirmedAt: expect.any(Number),
      },
    ]);
    expect(cz.proxy.counts()).toMatchObject({ published: 1, confirmed: 1, unacked: 2, open: 1 });
    expect(cz.proxy.consumers()).toMatchObject([{ queue: "work", prefetchCount: 50, noAck: false }]);
    expect(await cz.queue("work")).toEqual({ ready: 0, consumers: 1 });
    expect(await cz.take("out")).toMatchObject({ text: "dead", headers: { "x-error": "why" } });
    cz.proxy.reset();
    expect(cz.proxy.counts()).toMatchObject({ delivered: 0, unacked: 2, mostUnacked: 2 });
  });

  test("the broker keeps to the prefetch, and the most that were unacked is told", async () => {
    await using check = await aCheck();
    const { cz } = check.rabbitmq;
    await using app = await connectClient(urlOf(check.rabbitmq), 5);
    await Promise.all(Array.from({ length: 20 }, (_none, index) => cz.publish("", "work", `${index}`)));
    await arrives(() => app.got.length === 5, "not delivered");
    expect(await cz.queue("work")).toEqual({ ready: 15, consumers: 1 });
    for (let count = 0; count < 20; count++) {
      await arrives(() => app.got.length > count, "not delivered");
      app.ack();
    }
    await arrives(() => cz.proxy.counts().acked === 20, "not acked");
    expect(cz.proxy.counts()).toMatchObject({ unacked: 0, mostUnacked: 5, delivered: 20 });
  });

  test("a confirm is held, and comes after the release", async () => {
    await using check = await aCheck();
    const { cz } = check.rabbitmq;
    await using app = await connectClient(urlOf(check.rabbitmq));
    await cz.declareQueue("out");
    const held = cz.proxy.once(is("broker", "basic.ack"), "hold");
    let confirmed = false;
    const publish = app.publish("", "out", "held").then(() => {
      confirmed = true;
    });
    await held;
    expect(await cz.queue("out")).toMatchObject({ ready: 1 });
    expect(confirmed).toBe(false);
    cz.proxy.release();
    await publish;
  });

  test.each([
    ["cut-before", "again"],
    ["cut-after", "not again"],
  ] as const)("%s an ack arrives: the message is delivered %s", async (action, again) => {
    await using check = await aCheck();
    const { cz } = check.rabbitmq;
    {
      await using app = await connectClient(urlOf(check.rabbitmq));
      await cz.publish("", "work", "cut");
      await arrives(() => app.got.length === 1, "not delivered");
      const cut = cz.proxy.once(is("app", "basic.ack"), action);
      app.ack();
      await cut;
    }
    await arrives(() => cz.proxy.counts().open === 0, "still open");
    await using app = await connectClient(urlOf(check.rabbitmq));
    // What comes later is behind it.
    await cz.publish("", "work", "later");
    await arrives(() => app.got.includes("later"), "not delivered");
    expect(app.got).toEqual(again === "again" ? ["cut", "later"] : ["later"]);
    expect(cz.proxy.messages().filter((message) => message.redelivered)).toHaveLength(
      again === "again" ? 1 : 0,
    );
  });

  test("the broker closes the connection, the channel, or cancels the consumer: the app is told", async () => {
    await using check = await aCheck();
    const { cz } = check.rabbitmq;
    {
      await using app = await connectClient(urlOf(check.rabbitmq));
      expect(cz.proxy.closeConnections()).toBe(1);
      // The one library tells the reason, to the other it is an end like any other.
      await arrives(() => app.lost.some((text) => /^connection$|forced/.test(text)), "not told");
    }
    await arrives(() => cz.proxy.counts().open === 0, "still open");
    {
      await using app = await connectClient(urlOf(check.rabbitmq));
      await cz.publish("", "work", "comes back");
      await arrives(() => app.got.length === 1, "not delivered");
      expect(cz.proxy.closeChannels()).toBe(1);
      await arrives(
        () =>
          cz.proxy
            .messages()
            .some(({ method, replyCode }) => method === "channel.close" && replyCode === 406),
        "not closed",
      );
      await arrives(() => app.lost.length > 0, "not told");
      expect(cz.proxy.messages().find(is("broker", "basic.deliver"))).toMatchObject({ settledBy: "lost" });
    }
    await arrives(() => cz.proxy.counts().open === 0, "still open");
    {
      await using _app = await connectClient(urlOf(check.rabbitmq));
      await arrives(() => cz.proxy.consumers().length === 1, "no consumer");
      await cz.deleteQueue("work");
      await arrives(() => cz.proxy.messages().some(is("broker", "basic.cancel")), "not cancelled");
    }
  });

  test("a large body goes through byte for byte, and its beginning is kept", async () => {
    await using check = await aCheck();
    const { cz } = check.rabbitmq;
    await using app = await connectClient(urlOf(check.rabbitmq));
    const body = "0123456789abcdef\u00ce".repeat(100_000);
    await app.publish("", "work", body);
    await arrives(() => app.got.length === 1, "not delivered");
    expect(app.got[0] === body).toBe(true);
    expect(cz.proxy.messages().find(is("app", "basic.publish"))?.body?.length).toBeLessThan(5_000);
  });
});

test("a workplace with RabbitMQ: virtual hosts and proxies for each tenant, gone at the end", async () => {
  await using grader = await aRun({ uses: [], looks: [] }, {}, { rabbitmq: server });
  let used: string[] = [];
  const record = await grader.run("uses", async (t) => {
    const { rabbitmq: places } = await t.workplace();
    used = TENANTS.map((tenant) => places[tenant].virtualHost);
    await places.cz.declareQueue("mine");
    await places.cz.publish("", "mine", { a: 1 });
    t.equal(await places.cz.queue("mine"), { ready: 1, consumers: 0 }, "the queue");
    t.equal(await places.at.queue("mine"), undefined, "the queue of another tenant");
    const app = await connect(places.env.AMQP_URL_CZ as string, { noDelay: true });
    t.equal(places.cz.proxy.counts().open, 1, "the connections");
    await app.close();
  });
  expect(record).toMatchObject({
    outcome: "passed",
    stimulus: [
      { do: "start", through: ["rabbitmq"], env: { AMQP_URL_CZ: expect.any(String) } },
      { do: "fault", service: "rabbitmq.cz", action: "declare-queue" },
      { do: "publish", tenant: "cz", base64: "eyJhIjoxfQ==" },
    ],
  });
  expect(JSON.stringify(record)).not.toContain("-secret");
  expect(used.every((name) => name.startsWith(server.prefix))).toBe(true);
  const left = (await new ManagementApi(server).get("/vhosts")) as { name: string }[];
  expect(left.filter(({ name }) => used.includes(name))).toEqual([]);
  const shared = await grader.run("looks", async (t) => {
    const { cz } = await t.sharedRabbitmq();
    t.equal(cz.virtualHost, server.virtualHosts.cz, "the virtual host");
    t.equal(await cz.exchanges(), [], "the exchanges");
  });
  expect(shared).toMatchObject({ outcome: "passed" });
});

test("a check that takes over a workplace finds all faults ended, a deleted virtual host too", async () => {
  declareHeir("breaks", "takes-over");
  await using grader = await aRun({ breaks: [], "takes-over": [] }, {}, { rabbitmq: server });
  const breaks = grader.run("breaks", async (t) => {
    const { rabbitmq } = await t.workplace();
    await rabbitmq.cz.remove();
    rabbitmq.all.refuse();
  });
  const takesOver = grader.run("takes-over", async (t) => {
    const { rabbitmq } = await t.workplace();
    const connection = await connect(rabbitmq.env.AMQP_URL_CZ as string, { noDelay: true });
    t.equal(rabbitmq.cz.proxy.counts().attempts, 1, "the attempts");
    await connection.close();
  });
  expect([await breaks, await takesOver]).toMatchObject([{ outcome: "passed" }, { outcome: "passed" }]);
});

test("a replay does it again: seeds, messages, faults, changes of the broker", async () => {
  await using redis = await startRedis();
  await using grader = await aRun({ records: [], replays: [] }, {}, { rabbitmq: server, redis });
  const recorded = await grader.run("records", async (t) => {
    const { app, rabbitmq, redis: places } = await t.workplace();
    await places.cz.hset("order:1", { data: "{}" });
    await rabbitmq.cz.declareExchange("wapi-events", "direct");
    await rabbitmq.cz.declareQueue("work");
    await rabbitmq.cz.bind("work", "wapi-events", "key");
    await rabbitmq.cz.publish("wapi-events", "key", Buffer.from([0xff, 1]), { headers: { a: 1 } });
    places.all.outOfMemory();
    rabbitmq.all.closeConnections();
    rabbitmq.hu.proxy.refuse();
    await app.get("/ping");
    t.fail("as it should");
  });
  if (recorded.outcome !== "failed") throw new Error("it was to fail");
  const replayed = await grader.run("replays", async (t) => {
    let opened: Awaited<ReturnType<typeof t.rabbitmq>> | undefined;
    let places: Awaited<ReturnType<typeof t.redis>> | undefined;
    const watched = {
      ...t,
      rabbitmq: async () => (opened = await t.rabbitmq()),
      redis: async () => (places = await t.redis()),
    };
    await playSteps(watched, { env: {} }, recorded.stimulus);
    t.equal(await places?.cz.hgetall("order:1"), { data: "{}" }, "the order");
    const message = await opened?.cz.take("work");
    t.equal([...(message?.content ?? [])], [0xff, 1], "the bytes");
    t.equal(message?.headers, { a: 1 }, "the headers");
  });
  expect(replayed).toMatchObject({ outcome: "passed" });
  if (replayed.outcome !== "passed") return;
  const shown = ({ stimulus }: { stimulus: typeof recorded.stimulus }) =>
    stimulus.map((step) => (step.do === "fault" ? `${step.service} ${step.action}` : step.do));
  const looks = replayed.evidence.filter((item) => item.kind === "http");
  expect(shown(replayed)).toEqual(shown(recorded));
  expect(looks).toHaveLength(1);
});

test("one tenant is refused, removed and made again while the others work", async () => {
  await using check = await aCheck();
  const { cz, hu, all, env } = check.rabbitmq;
  const amqplib = clients.amqplib as (typeof clients)[string];
  await using app = await amqplib(env.AMQP_URL_HU as string);
  await using gone = await amqplib(env.AMQP_URL_CZ as string);
  await cz.remove();
  await arrives(() => gone.lost.includes("connection"), "not closed");
  await expect(amqplib(env.AMQP_URL_CZ as string)).rejects.toThrow();
  await hu.publish("", "work", { works: true });
  await arrives(() => app.got.includes('{"works":true}'), "not delivered");
  await cz.restore();
  expect(await cz.queues()).toEqual([]);
  await using _back = await amqplib(env.AMQP_URL_CZ as string);
  expect(await cz.queues()).toEqual([
    { name: "work", type: "classic", durable: true, autoDelete: false, exclusive: false, arguments: {} },
  ]);
  const restart = all.restart({ awayMs: 100 });
  await expect(amqplib(env.AMQP_URL_HU as string)).rejects.toThrow();
  expect(hu.proxy.attempts().at(-1)).toMatchObject({ refused: true });
  await restart;
  await using _again = await amqplib(env.AMQP_URL_HU as string);
});

test("the judge publishes, looks and takes, and sees what the app declared", async () => {
  await using check = await aCheck();
  const { cz } = check.rabbitmq;
  await cz.declareExchange("wapi-events", "direct");
  await cz.declareQueue("other", { arguments: { "x-queue-type": "quorum" } });
  await cz.declareQueue("picking");
  await cz.bind("picking", "wapi-events", "wapi-order-event");
  expect(await cz.exchanges()).toEqual([
    { name: "wapi-events", type: "direct", durable: true, autoDelete: false },
  ]);
  expect(await cz.queues()).toMatchObject([
    { name: "other", type: "quorum", durable: true, exclusive: false },
    { name: "picking", type: "classic", durable: true, exclusive: false },
  ]);
  expect(await cz.bindings()).toMatchObject([
    {
      source: "wapi-events",
      destination: "picking",
      routingKey: "wapi-order-event",
      destinationType: "queue",
    },
  ]);
  const bytes = Buffer.from([0xff, 0, 1]);
  await cz.publish("wapi-events", "wapi-order-event", bytes, { messageId: "m1", headers: { "x-a": 2 } });
  await cz.publish("wapi-events", "wapi-order-event", { a: 1 }, { mandatory: true });
  await expect(cz.publish("wapi-events", "nobody", {}, { mandatory: true })).rejects.toThrow("no queue gets");
  await expect(cz.publish("missing", "key", {})).rejects.toThrow("404");
  await cz.publish("wapi-events", "wapi-order-event", "plain");
  expect(await cz.queue("picking")).toEqual({ ready: 3, consumers: 0 });
  expect(await cz.queue("missing")).toBe(undefined);
  expect((await cz.read("picking")).map(({ text }) => text.slice(-5))).toHaveLength(3);
  expect(await cz.take("picking", ({ json }) => json !== undefined)).toMatchObject({
    json: { a: 1 },
    properties: { contentType: "application/json" },
    exchange: "wapi-events",
    routingKey: "wapi-order-event",
  });
  const first = await cz.take("picking");
  expect([...(first?.content ?? [])]).toEqual([0xff, 0, 1]);
  expect(first).toMatchObject({ headers: { "x-a": 2 }, properties: { messageId: "m1" }, redelivered: true });
  expect(await cz.purge("picking")).toBe(1);
  expect(await cz.take("picking")).toBe(undefined);
  await cz.publish("", "other", "one");
  expect(await cz.take("other", ({ text }) => text === "two")).toBe(undefined);
  expect(await cz.takeAll("other")).toMatchObject([{ text: "one" }]);
  expect(await cz.takeAll("other")).toEqual([]);
  expect(await cz.queue("other")).toMatchObject({ ready: 0 });
  const { stimulus, evidence } = check.recorder.finish();
  expect(stimulus.map((step) => (step.do === "fault" ? step.action : step.do))).toEqual([
    "declare-exchange",
    "declare-queue",
    "declare-queue",
    "bind",
    ...Array(5).fill("publish"),
    "purge",
    "publish",
  ]);
  expect(evidence).toContainEqual(
    expect.objectContaining({
      by: "judge",
      text: 'published to wapi-events with key "wapi-order-event"',
      body: '{"a":1}',
    }),
  );
});

test("the time line tells what repeats once, with how often", async () => {
  await using check = await aCheck();
  const { cz } = check.rabbitmq;
  await using app = await (clients.amqplib as (typeof clients)[string])(urlOf(check.rabbitmq));
  for (let count = 0; count < 3; count++) await app.publish("", "work", "same");
  await arrives(() => app.got.length === 3, "not delivered");
  for (let count = 0; count < 3; count++) app.ack();
  await arrives(() => cz.proxy.counts().acked === 3, "not acked");
  const texts = check.recorder
    .finish()
    .evidence.flatMap((item) => (item.kind === "amqp" ? [`${item.by} ${item.text}`] : []));
  expect(texts.at(-1)).toBe("app acked message 1, and 2 more alike");
  expect(texts).toContain("app consumes work");
});
