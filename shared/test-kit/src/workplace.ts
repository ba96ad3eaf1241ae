import type { AppStarted } from "@picking-labs/contracts";
import type { BrokerPlaces } from "./amqp/index.ts";
import type { RunningApp } from "./app/index.ts";
import type { FaultProxy } from "./fault-proxy/index.ts";
import type { JudgeDatabase } from "./judge-database/index.ts";
import type { RedisPlaces } from "./redis/index.ts";
import type { Scope } from "./scope.ts";
import type { ServiceSites } from "./services.ts";

/**
 * What a check has of each service that its lab uses, for itself alone: nothing else sees it, and each is behind a
 * proxy. Asked for a service that the lab does not use, it throws.
 */
export interface Services {
  /** Postgres: a copy of the template, and the proxy before it. */
  readonly database: JudgeDatabase;
  readonly proxy: FaultProxy;
  /** Redis: an empty database for each tenant. */
  readonly redis: RedisPlaces;
  /** RabbitMQ: an empty virtual host for each tenant. */
  readonly rabbitmq: BrokerPlaces;
}

/**
 * An app with services of its own, which checks may use one after the other.
 *
 * @example
 * const { app, redis } = await t.workplace();
 * await redis.cz.hset("order:1", { data: "{" });
 * t.equal((await app.get("/get_order_data/cz/1")).status, 500, "the status of GET /get_order_data/cz/1");
 * redis.cz.proxy.refuse();
 * redis.cz.proxy.cut();
 */
export interface Workplace extends Services {
  readonly app: RunningApp;
}

export interface WorkplaceOptions {
  /** Over the lab's own environment; `undefined` removes a name. */
  env?: Record<string, string | undefined>;
  /** Connections to any service are refused from before the app starts until `allow()`. */
  away?: boolean;
  /** Done before the app starts: what is to be there already, or to be away. */
  before?: (services: Services) => void | Promise<void>;
}

/** What is behind a workplace, whichever check uses it. */
export type Site = {
  started: AppStarted;
  env: Record<string, string>;
  services: ServiceSites;
  /** Stops the app, closes the proxies, removes what is stored. */
  scope: Scope;
};

/** Check → the check that it takes over from. Known once every file of the suite is read. */
const owners = new Map<string, string>();

/** @throws Error when two checks would take over from the same one */
export function declareHeir(owner: string, heir: string): void {
  const other = owners.keys().find((check) => check !== heir && owners.get(check) === owner);
  if (other !== undefined) throw new Error(`"${heir}" and "${other}" both take over from "${owner}".`);
  owners.set(heir, owner);
}

/** The check that this one takes over from. */
export function ownerOf(heir: string): string | undefined {
  return owners.get(heir);
}

/** The workplaces of a run that passed checks have left for their heirs. */
export class Sites {
  readonly #left = new Map<string, Site>();
  readonly #selected: readonly string[];

  constructor(selected: readonly string[]) {
    this.#selected = selected;
  }

  /** Whether somebody in this run will take over from this check, or close what it leaves. */
  hasHeir(owner: string): boolean {
    return this.#selected.some((check) => owners.get(check) === owner);
  }

  leave(owner: string, site: Site): void {
    this.#left.set(owner, site);
  }

  take(owner: string): Site | undefined {
    const site = this.#left.get(owner);
    this.#left.delete(owner);
    return site;
  }
}
