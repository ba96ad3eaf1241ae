import type { Country } from "@picking-labs/domain";
import { type ChannelModel, type ConfirmChannel, type ConsumeMessage, connect } from "amqplib";
import { declareTopology, queueOf } from "./topology.ts";

/** Messages that one tenant has in hand at most: back-pressure, the rest waits in the broker. */
const PREFETCH = 50;
const CONNECT_MS = 3_000;

/** One connection with one consuming channel, from its opening to its end. Acks belong to the channel that delivered. */
export type Session = {
  channel: ConfirmChannel;
  /** Aborted, with the reason, when connection, channel or consumer is gone. */
  ended: AbortSignal;
  /** No new messages from now on. */
  stopTaking(): Promise<void>;
  /** What is not acked goes back to the queue. */
  close(): Promise<void>;
};

/** Connects, declares, and hands every message to `take`. */
export async function openSession(
  url: string,
  country: Country,
  take: (message: ConsumeMessage, session: Session) => void,
): Promise<Session> {
  const ending = new AbortController();
  const end = (reason: string) => ending.abort(new Error(reason));

  const connection = await connect(withHeartbeat(url), {
    noDelay: true,
    timeout: CONNECT_MS,
    clientProperties: { connection_name: queueOf(country) },
  });
  const gone = new Promise<void>((resolve) => connection.once("close", resolve));
  // An "error" without a listener ends the process; "close" follows it, and comes alone when the broker says goodbye.
  connection.on("error", ({ message }) => end(message));
  connection.on("close", () => end("the connection was closed"));
  try {
    const channel = await connection.createConfirmChannel();
    channel.on("error", ({ message }) => end(message));
    channel.on("close", () => end("the channel was closed"));
    await channel.prefetch(PREFETCH);
    await declareTopology(channel, country);

    let consumerTag = "";
    const session: Session = {
      channel,
      ended: ending.signal,
      stopTaking: async () => void (await channel.cancel(consumerTag)),
      close: () => Promise.race([gone, sayGoodbye(connection, channel)]),
    };
    const consuming = await channel.consume(queueOf(country), (message) =>
      // A message that is null says that the broker has cancelled this consumer: its queue was deleted, for example.
      message === null ? end("the consumer was cancelled") : take(message, session),
    );
    consumerTag = consuming.consumerTag;
    return session;
  } catch (error) {
    await Promise.race([gone, connection.close().catch(() => undefined)]);
    throw error;
  }
}

/** The channel first: its goodbye comes behind its last ack, the connection's may overtake it. */
async function sayGoodbye(connection: ChannelModel, channel: ConfirmChannel): Promise<void> {
  await channel.close().catch(() => undefined);
  await connection.close().catch(() => undefined);
}

/** Without heartbeats, a broker that vanished looks like one that has nothing to say. In seconds. */
function withHeartbeat(url: string): string {
  const withQuery = new URL(url);
  withQuery.searchParams.set("heartbeat", "10");
  return withQuery.href;
}
