/** A service that stays up between runs, as its user is told of it. */
export type KeptService = {
  provider: "native" | "docker";
  /** Absent while it starts. */
  version?: string;
  /** "process 71", "container picking-labs-rabbitmq-0a1b" */
  runsIn: string;
  /** In ms since the epoch. */
  startedAt: number;
  /** How many runs have something in it. */
  runs: number;
  /** When it ends by itself: in so many ms, or that long after the last connection, whichever its keeper knows. */
  idle: { leftMs: number } | { limitMs: number };
  /** Where it is reached, in the words of who copies them. */
  addresses: { what: string; at: string }[];
};

/** One way to keep a service up. `state` is the checkout's `.labs`: two checkouts have two services. */
export type ServiceKeeper = {
  up(state: string, signal: AbortSignal, tell: (text: string) => void): Promise<KeptService>;
  status(state: string): Promise<KeptService[]>;
  /** Resolves once it is gone; false where there was none. */
  down(state: string): Promise<boolean>;
  /** Its last lines. */
  log(state: string): Promise<string[]>;
};
