import type { Capability } from "./capability-names.ts";
import type { Failure } from "./check-result.ts";
import type { Evidence } from "./evidence.ts";
import type { Stimulus } from "./stimulus.ts";
import type { Tenant } from "./tenants.ts";

/**
 * The private line between the grader (main thread) and a suite (vitest worker threads of the same process).
 * It is a `BroadcastChannel`, so nothing outside the process can speak on it.
 */

/** How an app process ended. */
export type AppExit = { code: number | null; signal: string | null; reason?: "memory" | "cpu" | "output" };

export type AppRequest = {
  /** Shown name of the instance, unique in its check: "app", "app-2". */
  name: string;
  /** Over the lab's own environment; `undefined` removes a name. */
  env: Record<string, string | undefined>;
  /** Of those that wait for their start, the one with the lowest number is next; 0 when not given. */
  turn?: number;
};

export type AppStarted = { instance: string; url: string; pid: number; bootMs: number };

/** Suite → grader. Every request carries `id`; the answer carries the same. */
export type SuiteMessage =
  | { to: "grader"; id: string; ask: "surroundings" }
  | { to: "grader"; id: string; ask: "start-app"; request: AppRequest }
  | { to: "grader"; id: string; ask: "shared-app" }
  | {
      to: "grader";
      id: string;
      ask: "signal-app";
      instance: string;
      signal: "SIGTERM" | "SIGKILL" | "SIGINT" | "SIGHUP";
    }
  | { to: "grader"; id: string; ask: "stop-app"; instance: string }
  | { to: "grader"; id: string; ask: "verdicts"; checks: string[] }
  | { to: "grader"; ask: "settled"; check: string; passed: boolean };

/** What `value` holds in the answer to each request. */
export type GraderAnswers = {
  /** Comes when the services are up; a suite loads meanwhile. */
  surroundings: Surroundings;
  "start-app": AppStarted;
  /** The one that runs; started afresh when it has ended. */
  "shared-app": AppStarted;
  "signal-app": null;
  "stop-app": null;
  /** Whether each asked check passed; answered once all of them have settled. */
  verdicts: Record<string, boolean>;
};

/** What a suite leaves in vitest's `task.meta.picking` for each check. */
export type CheckRecord =
  | { outcome: "passed"; evidence: Evidence[]; stimulus: Stimulus }
  | { outcome: "failed"; failure: Failure; evidence: Evidence[]; stimulus: Stimulus }
  | { outcome: "errored"; error: string; evidence: Evidence[]; stimulus: Stimulus }
  /** `because` is the id of the needed check that did not pass. */
  | { outcome: "not-reached"; because: string }
  /** The services lack what it, or the needed check `because`, requires. */
  | { outcome: "not-judged"; capability: Capability; because?: string }
  | { outcome: "not-selected" };

/** Grader → suite. `at` is in milliseconds since the epoch; `message` is a sentence that a learner can read. */
export type GraderMessage =
  | { to: "suite"; id: string; ok: true; value: unknown }
  /** The app's fault (`app`: it did not start as promised) or ours (`infra`). */
  | { to: "suite"; id: string; ok: false; fault: "app" | "infra"; message: string; output: string[] }
  | { to: "suite"; event: "line"; instance: string; stream: "stdout" | "stderr"; line: string; at: number }
  | { to: "suite"; event: "exit"; instance: string; exit: AppExit; at: number };

/** What vitest's `provide` hands to the suite under the key `picking-labs`: known before any service runs. */
export type SuitePlan = {
  channel: string;
  /** Steps of the replay suite. */
  replay?: Stimulus;
  seed: string;
  /** Chosen checks; the others skip at once. */
  selected: string[];
  /** check id → ids it needs, what it requires of the services, and its title. */
  inventory: Record<string, { needs: string[]; requires: Capability[]; title: string }>;
};

/** What a run has set up for its suite. */
export type Surroundings = {
  /** The lab's environment as the app gets it, and where its services really listen. */
  env: Record<string, string>;
  /** What the services of this run do not allow. */
  lacks: Capability[];
  postgres?: {
    host: string;
    port: number;
    /** Superuser of the run's own server: the judge's, never given to an app. */
    judge: { user: string; password: string };
    app: { user: string; password: string };
    /** The database of the shared app, and the template every other one is cloned from. */
    database: string;
    template: string;
  };
  redis?: RedisSurroundings;
  rabbitmq?: RabbitmqSurroundings;
};

/** A Redis server of the run's own. */
export type RedisSurroundings = {
  host: string;
  port: number;
  /** May do everything; never given to an app. */
  judge: { user: string; password: string };
  /** May not flush, reconfigure or stop the server. */
  app: { user: string; password: string };
  /** Tenant → number of the database that the shared app uses. */
  databases: Record<Tenant, number>;
  /** How many databases the server has; those above the tenants' are the suite's to hand out. */
  databaseCount: number;
};

/** A broker that other runs may use too: everything of this run lies in virtual hosts whose names begin with `prefix`. */
export type RabbitmqSurroundings = {
  host: string;
  /** AMQP 0-9-1. */
  port: number;
  /** The HTTP API, on the same host. */
  managementPort: number;
  /** Administrator; may make and delete the run's virtual hosts. */
  judge: { user: string; password: string };
  /** Rights to configure, write and read in the run's virtual hosts, and no others. */
  app: { user: string; password: string };
  /** Tenant → virtual host that the shared app uses. */
  virtualHosts: Record<Tenant, string>;
  prefix: string;
};

export type SuiteContext = SuitePlan & Surroundings;
