import { availableParallelism } from "node:os";
import type { AppExit, AppRequest, AppStarted } from "@picking-labs/contracts";
import { GraderError } from "../errors.ts";
import { type App, type AppLog, type AppSpec, startApp, type Wall } from "../sandbox/index.ts";

export type AppEvent =
  | { event: "line"; instance: string; stream: "stdout" | "stderr"; line: string; at: number }
  | { event: "exit"; instance: string; exit: AppExit; at: number };

/** Every instance of the learner's app in one run. */
export type AppHost = AsyncDisposable & {
  start(request: AppRequest): Promise<AppStarted>;
  /** The app that checks share, started afresh when it died. */
  shared(): Promise<AppStarted>;
  signal(instance: string, signal: NodeJS.Signals): void;
  stop(instance: string): Promise<void>;
  onEvent(listener: (event: AppEvent) => void): void;
  /** Resolves, with a GraderError, when what stood around an app broke and took it along. */
  lost: Promise<unknown>;
};

type Options = {
  wall: Wall;
  spec: Omit<AppSpec, "name" | "env">;
  env: Record<string, string>;
  signal: AbortSignal;
  redact: (text: string) => string;
};

export function createAppHost({ wall, spec, env, signal, redact }: Options): AppHost {
  const apps = new Map<string, App>();
  let listener: (event: AppEvent) => void = () => {};
  let count = 0;
  let shared: Promise<AppStarted> | undefined;
  const { promise: lost, resolve: lose } = Promise.withResolvers<unknown>();
  // Starting costs a core for half a second: more at once than there are cores only makes each of them late.
  const oneOfFew = atMost(availableParallelism());

  async function start(request: AppRequest): Promise<AppStarted> {
    const instance = `${request.name}#${++count}`;
    const onLine = ({ stream, line }: AppLog) =>
      listener({ event: "line", instance, stream, line, at: Date.now() });
    const app = await oneOfFew(request.turn ?? 0, () =>
      startApp(
        wall,
        { ...spec, name: request.name, env: merged(env, request.env) },
        { onLine, redact, signal },
      ),
    );
    apps.set(instance, app);
    void app.ended.then((exit) => listener({ event: "exit", instance, exit, at: Date.now() }), lose);
    return { instance, url: app.url, pid: app.pid, bootMs: app.bootMs };
  }

  async function stillRunning(previous: Promise<AppStarted> | undefined): Promise<AppStarted> {
    const current = await previous?.catch(() => undefined);
    return current && !find(current.instance).exited ? current : start({ name: "app", env: {} });
  }

  function find(instance: string): App {
    const app = apps.get(instance);
    if (!app) throw new GraderError("internal", `There is no app "${instance}" in this run.`);
    return app;
  }

  return {
    start,
    shared() {
      shared = stillRunning(shared);
      return shared;
    },
    signal: (instance, name) => find(instance).signal(name),
    async stop(instance) {
      await find(instance)[Symbol.asyncDispose]();
    },
    onEvent(next) {
      listener = next;
    },
    lost,
    async [Symbol.asyncDispose]() {
      await Promise.all([...apps.values()].map((app) => app[Symbol.asyncDispose]()));
    },
  };
}

/** The lab's environment under what one check asks for; `undefined` removes a name. */
function merged(env: Record<string, string>, asked: AppRequest["env"]): Record<string, string> {
  const all = Object.entries({ ...env, ...asked });
  return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Runs work at most `places` at a time; of what waits, the lowest turn comes first, of the same turn what came first. */
function atMost(places: number): <T>(turn: number, work: () => Promise<T>) => Promise<T> {
  const queue: { turn: number; begin(): void }[] = [];
  let free = places;
  return async (turn, work) => {
    if (free > 0) free--;
    else
      await new Promise<void>((begin) => {
        const later = queue.findIndex((other) => other.turn > turn);
        queue.splice(later === -1 ? queue.length : later, 0, { turn, begin });
      });
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next.begin();
      else free++;
    }
  };
}
