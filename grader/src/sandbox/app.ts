import { join } from "node:path";
import type { AppExit, LabManifest } from "@picking-labs/contracts";
import type { WrittenApp } from "../workspace/index.ts";
import { listUsage } from "./group.ts";
import { lineSplitter } from "./lines.ts";
import { permissionFlags } from "./permission-flags.ts";
import { takePort } from "./ports.ts";
import type { Wall } from "./walls/index.ts";
import { watchLimits } from "./watch-limits.ts";

export type AppLog = { stream: "stdout" | "stderr"; line: string };

export type AppSpec = {
  name: string;
  app: WrittenApp;
  manifest: LabManifest;
  env: Record<string, string>;
};

/** A started app that answered `/ping` from a process of its own. */
export type App = AsyncDisposable & {
  url: string;
  pid: number;
  bootMs: number;
  readonly exited: boolean;
  ended: Promise<AppExit>;
  signal(signal: NodeJS.Signals): void;
};

type Hooks = {
  onLine: (log: AppLog) => void;
  /** Applied to every line before anybody sees it. */
  redact: (text: string) => string;
  signal: AbortSignal;
};

const TAIL_LINES = 40;

/** Starts the learner's app behind its wall and waits until it is ready; throws a GraderError when it is not. */
export async function startApp(wall: Wall, spec: AppSpec, hooks: Hooks): Promise<App> {
  const { limits, entry, permissions } = spec.manifest;
  await using cleanUp = new AsyncDisposableStack();
  const port = cleanUp.use(await takePort());
  hooks.signal.throwIfAborted();
  const began = performance.now();
  let reason: AppExit["reason"];
  let bytes = 0;
  const tail: string[] = [];
  const splitters = { stdout: splitter("stdout"), stderr: splitter("stderr") };
  function splitter(stream: "stdout" | "stderr") {
    return lineSplitter((raw) => {
      const line = hooks.redact(raw);
      tail.push(line);
      if (tail.length > TAIL_LINES) tail.shift();
      hooks.onLine({ stream, line });
    });
  }
  const stopFor = (why: NonNullable<AppExit["reason"]>) => {
    reason ??= why;
    void walled.kill();
  };
  const flags = [
    ...spec.app.flags,
    // Both would speak of our flags, not of the app.
    "--disable-warning=ExperimentalWarning",
    "--disable-warning=SecurityWarning",
    `--max-old-space-size=${limits.memoryMb}`,
  ];
  const walled = await wall.start({
    name: spec.name,
    command: [
      process.execPath,
      ...flags,
      ...permissionFlags(permissions, spec.app.readable),
      join(spec.app.folder, entry),
    ],
    cwd: spec.app.folder,
    env: { ...spec.env, HOST: "127.0.0.1", PORT: String(port.number) },
    readable: spec.app.readable,
    limits,
    onData(stream, chunk) {
      bytes += chunk.length;
      if (bytes > limits.outputKb * 1024) return stopFor("output");
      splitters[stream].write(chunk);
    },
  });
  cleanUp.defer(() => walled.kill());
  const ended = walled.ended.then((exit): AppExit => {
    splitters.stdout.end();
    splitters.stderr.end();
    return { ...exit, ...(reason && { reason }) };
  });
  // Whoever waits for it is told; until then it is nobody's rejection.
  ended.catch(() => {});
  // Loaded while the app starts: Node's HTTP takes a moment, which nothing that comes before has to wait for.
  const { exitedEarly, waitUntilReady } = await import("./ready.ts");
  cleanUp.use(watchLimits({ members: walled.members, counted: walled.counted, limits, exceeded: stopFor }));
  await waitUntilReady({
    port: port.number,
    members: async () => walled.members(await listUsage()).map(({ pid }) => pid),
    limitMs: limits.bootSeconds * 1000,
    ended,
    tail,
    exited: () => walled.exited,
    signal: hooks.signal,
  });
  const pid = walled.leader(await listUsage());
  if (pid === undefined) throw await exitedEarly({ ended, tail });
  const running = cleanUp.move();
  return {
    url: `http://127.0.0.1:${port.number}`,
    pid,
    bootMs: performance.now() - began,
    get exited() {
      return walled.exited;
    },
    ended,
    // Only the leader: what a service manager does, and children are the app's own to stop.
    signal: (signal) => {
      if (!walled.exited) send(pid, signal);
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself meanwhile.
  }
}
