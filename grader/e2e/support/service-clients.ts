import { connect } from "amqplib";
import { Redis } from "ioredis";
import type { StartedServices } from "../../src/services/index.ts";

type Login = { user: string; password: string };
type Reply = { value: unknown } | { error: string };

/** Who speaks to a service: what the app was given, or the judge. */
export type Who = "app" | "judge";

/** Says commands to Redis as somebody who never connects again. */
export async function redis(
  { redis: access }: StartedServices,
  who: Who | Login,
  database: number,
  ...commands: string[][]
): Promise<Reply[]> {
  if (!access) throw new Error("there is no Redis");
  const { user, password } = typeof who === "string" ? access[who] : who;
  const { host, port } = access;
  const client = new Redis({
    ...{ host, port, username: user, password, db: database },
    ...{ lazyConnect: true, maxRetriesPerRequest: 0, enableReadyCheck: false, retryStrategy: () => null },
  });
  client.on("error", () => {});
  try {
    await client.connect();
    const replies: Reply[] = [];
    for (const [command = "", ...words] of commands)
      replies.push(
        await client.call(command, ...words).then(
          (value) => ({ value }),
          (error: Error) => ({ error: error.message }),
        ),
      );
    return replies;
  } finally {
    client.disconnect();
  }
}

/** A connection to a virtual host of RabbitMQ. */
export async function rabbitmq({ rabbitmq: access }: StartedServices, who: Who | Login, virtualHost: string) {
  if (!access) throw new Error("there is no RabbitMQ");
  const { user, password } = typeof who === "string" ? access[who] : who;
  const { host, port } = access;
  const url = `amqp://${user}:${password}@${host}:${port}/${encodeURIComponent(virtualHost)}`;
  const connection = await connect(url, { noDelay: true, timeout: 10_000 });
  connection.on("error", () => {});
  return connection;
}

/** Asks RabbitMQ's HTTP API. */
export async function management(
  { rabbitmq: access }: StartedServices,
  who: Who | Login,
  path: string,
): Promise<{ status: number; body: unknown }> {
  if (!access) throw new Error("there is no RabbitMQ");
  const { user, password } = typeof who === "string" ? access[who] : who;
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  const answer = await fetch(`http://${access.host}:${access.managementPort}/api${path}`, {
    headers: { authorization, connection: "close" },
  });
  return { status: answer.status, body: await answer.json() };
}
