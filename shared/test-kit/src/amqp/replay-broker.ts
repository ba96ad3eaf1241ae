import type { Tenant } from "@picking-labs/contracts";
import { tcpActions } from "../fault-proxy/index.ts";
import type { AmqpAction, AmqpFaults, AmqpMessage } from "./amqp-proxy.ts";
import type { BrokerPlace, BrokerPlaces } from "./broker-places.ts";
import type { DeclareOptions } from "./judge-broker.ts";

type Options = Record<string, unknown>;
type Fault = { service: string; action: string; options: Options };

/**
 * Does a recorded fault or change of RabbitMQ again, on places of the replay's own. Resolves when the broker has changed.
 * @param begin takes what need not be waited for
 */
export async function replayBrokerFault(
  places: BrokerPlaces,
  { service, action, options }: Fault,
  begin: (work: Promise<unknown>) => void,
): Promise<void> {
  const tenant = service.slice("rabbitmq.".length) as Tenant | "";
  const faults = tenant === "" ? places.all : places[tenant].proxy;
  tcpActions[action]?.(faults, options);
  closing[action]?.(faults, options, begin);
  if (tenant === "") return;
  await changes[action]?.(places[tenant], options);
  if (action.startsWith("once-") && options.method !== undefined)
    begin(places[tenant].proxy.once(likeMessage(options), action.slice("once-".length) as AmqpAction));
}

/** The first message like the one that was met: tags differ from run to run. */
function likeMessage({ from, method, exchange, routingKey, queue, body }: Options) {
  const met = JSON.stringify([from, method, exchange, routingKey, queue, body]);
  return (message: AmqpMessage) =>
    JSON.stringify([
      message.from,
      message.method,
      message.exchange,
      message.routingKey,
      message.queue,
      message.body,
    ]) === met;
}

type Close = (faults: AmqpFaults, options: Options, begin: (work: Promise<unknown>) => void) => void;

const closing: Record<string, Close> = {
  "close-connections": (faults) => void faults.closeConnections(),
  "close-channels": (faults, { which }) => void faults.closeChannels(which as "consuming" | "all"),
  restart: (faults, { awayMs }, begin) => begin(faults.restart({ awayMs: Number(awayMs) })),
};

const changes: Record<string, (place: BrokerPlace, options: Options) => Promise<unknown>> = {
  remove: (place) => place.remove(),
  restore: (place) => place.restore(),
  "declare-queue": (place, { name, options }) => place.declareQueue(String(name), options as DeclareOptions),
  "declare-exchange": (place, { name, type, options }) =>
    place.declareExchange(String(name), String(type), options as DeclareOptions),
  bind: (place, { name, exchange, key }) => place.bind(String(name), String(exchange), String(key)),
  unbind: (place, { name, exchange, key }) => place.unbind(String(name), String(exchange), String(key)),
  "delete-queue": (place, { name }) => place.deleteQueue(String(name)),
  purge: (place, { name }) => place.purge(String(name)),
};
