import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { AppRequest, AppStarted } from "@picking-labs/contracts";
import type { TestProject } from "vitest/node";
import { appEnvironment } from "../../src/engine/app-environment.ts";
import { takePort } from "../../src/sandbox/index.ts";
import { type AppEvent, type AppHost, openLink } from "../../src/suites/index.ts";
import { type FloorRun, readFloorRun } from "./floor-run.ts";

const require = createRequire(import.meta.url);
/** What `--import tsx` means, from any folder. */
const TSX = pathToFileURL(join(dirname(require.resolve("tsx/package.json")), "dist/loader.mjs")).href;
const LOOK_EVERY_MS = 20;
/** All apps of a suite begin at once here, and each costs a core for seconds. */
const PING_LIMIT_MS = 85_000;

let end = async () => {};
export const teardown = () => end();

/** Boots apps by `node --import tsx` and does what a suite asks for, without any of the grader's walls and reports. */
export async function setup(project: TestProject): Promise<void> {
  const { entry, context, container } = readFloorRun(process.env);
  const { env, postgres, lacks, ...plan } = context;
  const surroundings = {
    ...(container ? await inContainer(container) : { env, postgres }),
    lacks,
  };
  const host = bareHost(entry, surroundings.env);
  const booted = host.shared();
  const line = openLink(context.channel, {
    surroundings: Promise.resolve(surroundings),
    host: Promise.resolve(host),
    ready: booted,
  });
  await booted;
  project.provide("picking-labs" as never, plan as never);
  end = async () => {
    line[Symbol.dispose]();
    await host[Symbol.asyncDispose]();
  };
}

async function inContainer({ labEnv, ...request }: NonNullable<FloorRun["container"]>) {
  const { postgresContainer } = await import("./postgres-container.ts");
  const postgres = await postgresContainer(request);
  return { env: appEnvironment(labEnv, { postgres }), postgres };
}

function bareHost(entry: string, labEnv: Record<string, string>): AppHost {
  const children = new Map<string, ChildProcess>();
  let listener: (event: AppEvent) => void = () => {};
  let shared: Promise<AppStarted> | undefined;

  async function start({ name, env }: AppRequest): Promise<AppStarted> {
    const instance = `${name}#${children.size + 1}`;
    const port = await takePort();
    const began = performance.now();
    const child = spawn(process.execPath, ["--import", TSX, entry], {
      env: defined({ ...labEnv, ...env, HOST: "127.0.0.1", PORT: String(port.number) }),
      stdio: ["ignore", "pipe", "pipe"],
    });
    children.set(instance, child);
    for (const stream of ["stdout", "stderr"] as const)
      createInterface(child[stream]).on("line", (line) =>
        listener({ event: "line", instance, stream, line, at: Date.now() }),
      );
    child.once("close", (code, signal) => {
      void port[Symbol.asyncDispose]();
      listener({ event: "exit", instance, exit: { code, signal }, at: Date.now() });
    });
    const url = `http://127.0.0.1:${port.number}`;
    while (!(await pings(url))) {
      if (child.exitCode !== null || performance.now() - began > PING_LIMIT_MS)
        throw new Error(`the app at ${entry} did not start`);
      await pause(LOOK_EVERY_MS);
    }
    return { instance, url, pid: child.pid ?? 0, bootMs: performance.now() - began };
  }

  return {
    start,
    shared() {
      shared ??= start({ name: "app", env: {} });
      return shared;
    },
    signal: (instance, signal) => void children.get(instance)?.kill(signal),
    stop: async (instance) => void children.get(instance)?.kill("SIGKILL"),
    onEvent(next) {
      listener = next;
    },
    // Nothing stands around them.
    lost: new Promise(() => {}),
    async [Symbol.asyncDispose]() {
      for (const child of children.values()) child.kill("SIGKILL");
    },
  };
}

const pings = (url: string) =>
  fetch(`${url}/ping`).then(
    ({ ok }) => ok,
    () => false,
  );

function defined(env: Record<string, string | undefined>): Record<string, string> {
  const entries = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
