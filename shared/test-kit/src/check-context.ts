import type { Tenant } from "@picking-labs/contracts";
import type { BrokerPlaces, JudgeBroker } from "./amqp/index.ts";
import type { RunningApp } from "./app/index.ts";
import type { AppOptions } from "./app-options.ts";
import type { NotYet } from "./eventually.ts";
import type { FaultProxy } from "./fault-proxy/index.ts";
import type { JudgeDatabase } from "./judge-database/index.ts";
import type { Random } from "./random.ts";
import type { Receiver } from "./receiver/index.ts";
import type { JudgeRedis, RedisPlaces } from "./redis/index.ts";
import type { Workplace, WorkplaceOptions } from "./workplace.ts";

/** What a check works with. Everything it opens is closed when it ends. */
export interface CheckContext {
  readonly id: string;
  /** Seeded from the run's seed and the check's id. */
  readonly random: Random;
  /** Starts an app of this check's own. @throws CheckFailure when it does not start as promised */
  app(options?: AppOptions): Promise<RunningApp>;
  /** The one app with the lab's own environment. Checks on it use benign requests and rows of their own orders only. */
  sharedApp(): Promise<RunningApp>;
  /**
   * An app with services of its own, each behind a proxy: the one that the check before this one in its line has left after it
   * passed, all faults ended, else a new one. The options are for a new one; whoever takes over must be content with what
   * the first of the line has asked for.
   * @throws CheckFailure when it does not start as promised
   */
  workplace(options?: WorkplaceOptions): Promise<Workplace>;
  /** A database of this check's own, a copy of the template. */
  database(): Promise<JudgeDatabase>;
  /** The database that `sharedApp()` uses. */
  sharedDatabase(): Promise<JudgeDatabase>;
  proxy(database: JudgeDatabase): Promise<FaultProxy>;
  /** An empty Redis database of this check's own for each tenant, each behind a proxy. */
  redis(): Promise<RedisPlaces>;
  /** The databases that `sharedApp()` uses. */
  sharedRedis(): Promise<Record<Tenant, JudgeRedis>>;
  /** An empty virtual host of this check's own for each tenant, each behind a proxy. */
  rabbitmq(): Promise<BrokerPlaces>;
  /** The virtual hosts that `sharedApp()` uses. */
  sharedRabbitmq(): Promise<Record<Tenant, JudgeBroker>>;
  /** An HTTP server that the app may be told to send to. */
  receiver(): Promise<Receiver>;
  /** A line for the time line. */
  note(text: string): void;
  /** Fails the check. `saw`: one or two plain sentences naming values, for the learner. */
  fail(saw: string, values?: { expected?: unknown; actual?: unknown }): never;
  /** Fails unless the condition holds. */
  verify(
    condition: unknown,
    saw: string | (() => string),
    values?: { expected?: unknown; actual?: unknown },
  ): void;
  /** Fails unless both are deeply equal, with the sentence "WHAT is …, promised …". */
  equal(actual: unknown, expected: unknown, what: string): void;
  /** Polls until the probe returns a truthy value, which is returned; fails with `otherwise` after `within` ms (3000). */
  eventually<T>(
    probe: () => Promise<T | NotYet> | T | NotYet,
    otherwise: (last: unknown) => string,
    options?: { within?: number; every?: number },
  ): Promise<T>;
  /** Fails when the probe becomes truthy within `for` ms; needs a positive control in the same check. */
  never(
    probe: () => Promise<unknown>,
    saw: (value: unknown) => string,
    options: { for: number; every?: number },
  ): Promise<void>;
}
