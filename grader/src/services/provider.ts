import type {
  Capability,
  LabManifest,
  RabbitmqSurroundings,
  RedisSurroundings,
  Surroundings,
} from "@picking-labs/contracts";
import type { GraderError } from "../errors.ts";
import type { Processes } from "../sandbox/index.ts";

/** What one run may use of its Postgres: two logins, the shared database and the template of all others. */
export type PostgresAccess = NonNullable<Surroundings["postgres"]>;

/** Ends of a service that nobody asked for, and whether it still answers. */
type Watched = AsyncDisposable & {
  /** Resolves when a service ended although nobody asked it to. */
  lost: Promise<GraderError>;
  /** Throws when a service does not answer: what checks saw of the app then says nothing about it. */
  verify(): Promise<void>;
};

/** One service of one run; disposing takes away all that the run had in it. */
export type StartedService<Access> = Watched & {
  access: Access;
  version: string;
  /** What it does not allow that others do. */
  lacks?: Capability[];
};

/** Services of one run, alone with it; disposing ends them and removes their data. */
export type StartedServices = Watched & {
  list: { name: string; version: string; provider: string }[];
  /** What they do not allow that others do. */
  lacks: Capability[];
  postgres?: PostgresAccess;
  redis?: RedisSurroundings;
  rabbitmq?: RabbitmqSurroundings;
};

export type ServiceRequest = {
  services: LabManifest["services"];
  /** SQL of the lab's template database; `app_role` in it is replaced by the run's limited role. */
  schemaSql?: string;
  runId: string;
  /** The checkout's `.labs`; what stays up between runs is found there. */
  state: string;
  /** Long-lived files, such as an initialised data directory. */
  cache: string;
  processes: Processes;
  signal: AbortSignal;
  tell: (text: string) => void;
  /** Called once its first process is under way and there is nothing to do but to wait. */
  onBegun: () => void;
};

/** One way to get real services. Every provider passes the same contract suite. */
export interface ServiceProvider {
  name: "native" | "docker" | "external";
  start(request: ServiceRequest): Promise<StartedServices>;
}
