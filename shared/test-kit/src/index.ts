export type {
  AmqpAction,
  AmqpConsumer,
  AmqpCounts,
  AmqpFaults,
  AmqpMessage,
  AmqpProxy,
  BindingDescription,
  BrokerMessage,
  BrokerPlace,
  BrokerPlaces,
  DeclareOptions,
  ExchangeDescription,
  JudgeBroker,
  PublishOptions,
  QueueDescription,
  QueueState,
} from "./amqp/index.ts";
export type { ExitSeen, LogLine, RequestOptions, RunningApp } from "./app/index.ts";
export type { AppOptions } from "./app-options.ts";
export { check } from "./check.ts";
export type { CheckContext } from "./check-context.ts";
export { CheckFailure } from "./check-failure.ts";
export type {
  ConnectionAttempt,
  FaultProxy,
  OnceAction,
  ProxyCounts,
  TcpFaults,
  WireMessage,
} from "./fault-proxy/index.ts";
export type { HttpResult } from "./http-client.ts";
export type { JudgeDatabase, JudgeSession } from "./judge-database/index.ts";
export { createRandom, type Random } from "./random.ts";
export type { ReceivedRequest, Receiver, ReceiverAnswer } from "./receiver/index.ts";
export type {
  JudgeRedis,
  RedisAction,
  RedisFaults,
  RedisMessage,
  RedisPlace,
  RedisPlaces,
  RedisProxy,
  RedisUnit,
} from "./redis/index.ts";
export type { Services, Workplace, WorkplaceOptions } from "./workplace.ts";
