export type {
  AmqpAction,
  AmqpConsumer,
  AmqpCounts,
  AmqpFaults,
  AmqpMessage,
  AmqpProxy,
} from "./amqp-proxy.ts";
export { type BrokerKeeper, createBrokerKeeper } from "./broker-keeper.ts";
export {
  type BrokerPlace,
  type BrokerPlaces,
  type BrokerSite,
  handOverBrokerSite,
  openBrokerSite,
  startBrokerSite,
} from "./broker-places.ts";
export type {
  BrokerMessage,
  DeclareOptions,
  JudgeBroker,
  PublishOptions,
  QueueState,
} from "./judge-broker.ts";
export {
  type BindingDescription,
  type ExchangeDescription,
  ManagementApi,
  type QueueDescription,
} from "./management-api.ts";
export { openBroker } from "./open-broker.ts";
export { replayBrokerFault } from "./replay-broker.ts";
