import type { RabbitmqSurroundings } from "@picking-labs/contracts";
import type { ChannelModel } from "amqplib";

const CONNECT_LIMIT_MS = 10_000;

/** A connection of the judge to one virtual host. What is lost later shows at the next use. */
export async function connectBroker(
  { host, port, judge }: RabbitmqSurroundings,
  virtualHost: string,
): Promise<ChannelModel> {
  // Only labs with a RabbitMQ load its client.
  const { connect } = await import("amqplib");
  const connection = await connect(
    {
      protocol: "amqp",
      hostname: host,
      port,
      username: judge.user,
      password: judge.password,
      vhost: virtualHost,
      heartbeat: 0,
    },
    // Without it Nagle's algorithm costs 40 ms at each exchange.
    { noDelay: true, timeout: CONNECT_LIMIT_MS, clientProperties: { connection_name: "judge" } },
  );
  connection.on("error", () => undefined);
  return connection;
}
