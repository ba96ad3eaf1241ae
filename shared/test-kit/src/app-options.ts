import type { BrokerPlaces } from "./amqp/index.ts";
import type { FaultProxy } from "./fault-proxy/index.ts";
import type { JudgeDatabase } from "./judge-database/index.ts";
import type { RedisPlaces } from "./redis/index.ts";

export interface AppOptions {
  /** Over the lab's own environment; `undefined` removes a name. */
  env?: Record<string, string | undefined>;
  /** Sets DATABASE_URL to this database, or to the proxy in front of it, with the app's own role. */
  database?: JudgeDatabase | FaultProxy;
  /** Sets REDIS_URL_AT … REDIS_URL_RO to the proxies before these databases. */
  redis?: RedisPlaces;
  /** Sets AMQP_URL_AT … AMQP_URL_RO to the proxies before these virtual hosts. */
  rabbitmq?: BrokerPlaces;
}
