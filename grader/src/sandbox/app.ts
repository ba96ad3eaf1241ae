import { join } from "node:path";
import type { AppExit, LabManifest } from "@picking-labs/contracts";
import type { WrittenApp } from "../workspace/index.ts";
import { permissionFlags } from "./isolation.ts";
import { lineSplitter } from "./lines.ts";
import { takePort } from "./ports.ts";
import type { Processes } from "./processes.ts";
import { waitUntilReady } from "./ready.ts";
import { watchLimits } from "./watch-limits.ts";

export type AppLog = { stream: "stdout" | "stderr"; line: string };

export type AppSpec = {
  name: string;
  app: WrittenApp;
  manifest: LabManifest;
  env: Record<string, string>;
};

/** A started app that answered `/ping` from a process of its own group. */
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

/** Starts the learner's app in its own process group and waits until it is ready; throws a GraderError when it is not. */
export async function startApp(processes: Processes, spec: AppSpec, hooks: Hooks): Promise<App> {
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
    void child.kill("SIGKILL", 0);
  };
  const flags = [
    ...spec.app.flags,
    // Both would speak of our flags, not of the app.
    "--disable-warning=ExperimentalWarning",
    "--disable-warning=SecurityWarning",
    `--max-old-space-size=${limits.memoryMb}`,
  ];
  const child = processes.start(
    process.execPath,
    [...flags, ...permissionFlags(permissions, spec.app.readable), join(spec.app.folder, entry)],
    {
      name: spec.name,
      cwd: spec.app.folder,
      env: { ...spec.env, HOST: "127.0.0.1", PORT: String(port.number) },
      onData(stream, chunk) {
        bytes += chunk.length;
        if (bytes > limits.outputKb * 1024) return stopFor("output");
        splitters[stream].write(chunk);
      },
    },
  );
  cleanUp.defer(() => child.kill("SIGKILL", 0));
  const ended = child.ended.then(({ code, signal }): AppExit => {
    splitters.stdout.end();
    splitters.stderr.end();
    return { code, signal, ...(reason && { reason }) };
  });
  cleanUp.use(watchLimits({ group: child.pid, limits, exceeded: stopFor }));
  await waitUntilReady({
    port: port.number,
    group: child.pid,
    limitMs: limits.bootSeconds * 1000,
    ended,
    tail,
    exited: () => child.exited,
    signal: hooks.signal,
  });
  const running = cleanUp.move();
  return {
    url: `http://127.0.0.1:${port.number}`,
    pid: child.pid,
    bootMs: performance.now() - began,
    get exited() {
      return child.exited;
    },
    ended,
    signal: (signal) => child.signal(signal),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
