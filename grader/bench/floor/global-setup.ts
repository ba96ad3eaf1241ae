import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { BroadcastChannel } from "node:worker_threads";
import type { AppRequest, AppStarted, GraderMessage, SuiteMessage } from "@picking-labs/contracts";
import type { TestProject } from "vitest/node";
import { takePort } from "../../src/sandbox/index.ts";
import { readFloorRun } from "./floor-run.ts";

const require = createRequire(import.meta.url);
/** What `--import tsx` means, from any folder. */
const TSX = pathToFileURL(join(dirname(require.resolve("tsx/package.json")), "dist/loader.mjs")).href;
const LOOK_EVERY_MS = 20;
/** All apps of a suite begin at once here, and each costs a core for seconds. */
const PING_LIMIT_MS = 85_000;

let end = () => {};
export const teardown = () => end();

/** Boots apps by `node --import tsx` and does what a suite asks for, without any of the grader's walls and reports. */
export async function setup(project: TestProject): Promise<void> {
  const { entry, context } = readFloorRun(process.env);
  const channel = new BroadcastChannel(context.channel);
  const children = new Map<string, ChildProcess>();
  const verdicts = new Map<string, PromiseWithResolvers<boolean>>();
  let over = false;
  const send = (message: GraderMessage) => {
    if (!over) channel.postMessage(message);
  };

  async function start({ name, env }: AppRequest): Promise<AppStarted> {
    const instance = `${name}#${children.size + 1}`;
    const port = await takePort();
    const began = performance.now();
    const child = spawn(process.execPath, ["--import", TSX, entry], {
      env: defined({ ...context.env, ...env, HOST: "127.0.0.1", PORT: String(port.number) }),
      stdio: ["ignore", "pipe", "pipe"],
    });
    children.set(instance, child);
    for (const stream of ["stdout", "stderr"] as const)
      createInterface(child[stream]).on("line", (line) =>
        send({ to: "suite", event: "line", instance, stream, line, at: Date.now() }),
      );
    child.once("close", (code, signal) => {
      void port[Symbol.asyncDispose]();
      send({ to: "suite", event: "exit", instance, exit: { code, signal }, at: Date.now() });
    });
    const url = `http://127.0.0.1:${port.number}`;
    while (!(await pings(url))) {
      if (child.exitCode !== null || performance.now() - began > PING_LIMIT_MS)
        throw new Error(`the app at ${entry} did not start`);
      await pause(LOOK_EVERY_MS);
    }
    return { instance, url, pid: child.pid ?? 0, bootMs: performance.now() - began };
  }

  const verdictOf = (check: string) => {
    const verdict = verdicts.get(check) ?? Promise.withResolvers<boolean>();
    verdicts.set(check, verdict);
    return verdict;
  };
  const shared = start({ name: "app", env: {} });
  async function answer(message: Extract<SuiteMessage, { id: string }>): Promise<unknown> {
    if (message.ask === "shared-app") return shared;
    if (message.ask === "start-app") return start(message.request);
    if (message.ask === "signal-app") return void children.get(message.instance)?.kill(message.signal);
    if (message.ask === "stop-app") return void children.get(message.instance)?.kill("SIGKILL");
    const passed = message.checks.map(async (check) => [check, await verdictOf(check).promise]);
    return Object.fromEntries(await Promise.all(passed));
  }
  channel.onmessage = async (event) => {
    const message = (event as MessageEvent).data as SuiteMessage;
    if (message.to !== "grader") return;
    if (message.ask === "settled") return verdictOf(message.check).resolve(message.passed);
    try {
      send({ to: "suite", id: message.id, ok: true, value: await answer(message) });
    } catch (error) {
      send({ to: "suite", id: message.id, ok: false, fault: "infra", message: String(error), output: [] });
    }
  };
  await shared;
  project.provide("picking-labs" as never, context as never);
  end = () => {
    over = true;
    channel.close();
    for (const child of children.values()) child.kill("SIGKILL");
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
