import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { BroadcastChannel } from "node:worker_threads";
import type { AppExit, Capability, GraderMessage, SuiteContext, SuiteMessage } from "@picking-labs/contracts";

type Ask = Extract<SuiteMessage, { id: string }>;
type Refusal = { fault: "app" | "infra"; message: string; output: string[] };

/** What a test's grader end does; the apps are real HTTP servers of the test's own process. */
export interface PeerOptions {
  app?: RequestListener;
  refuse?: (ask: Ask) => Refusal | undefined;
}

/** The grader's end of the line, as much of it as a test of the suite's end needs. */
export interface GraderPeer extends AsyncDisposable {
  /** Everything that was asked or told, in order. */
  readonly heard: SuiteMessage[];
  line(instance: string, line: string): void;
  /** The app's server goes away and the exit is told. */
  end(instance: string, exit: AppExit): void;
}

export function startPeer(
  channelName: string,
  { app = (_request, response) => response.end("{}"), refuse }: PeerOptions = {},
): GraderPeer {
  const channel = new BroadcastChannel(channelName);
  const servers = new Map<string, Server>();
  const verdicts = new Map<string, boolean>();
  const heard: SuiteMessage[] = [];
  const asked: Extract<Ask, { ask: "verdicts" }>[] = [];
  let shared: Promise<unknown> | undefined;

  const send = (message: GraderMessage) => channel.postMessage(message);
  const now = () => performance.timeOrigin + performance.now();

  async function start(instance: string): Promise<unknown> {
    const server = createServer(app).listen(0, "127.0.0.1");
    servers.set(instance, server);
    await once(server, "listening");
    return {
      instance,
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      pid: process.pid,
      bootMs: 1,
    };
  }

  function stop(instance: string): void {
    servers.get(instance)?.closeAllConnections();
    servers.get(instance)?.close();
  }

  async function answerTo(ask: Exclude<Ask, { ask: "verdicts" }>): Promise<unknown> {
    if (ask.ask === "start-app") return start(`own-${servers.size + 1}`);
    if (ask.ask === "shared-app") {
      shared ??= start("shared");
      return shared;
    }
    if (ask.ask === "stop-app") stop(ask.instance);
    return null;
  }

  function answerVerdicts(): void {
    for (const ask of asked.filter(({ checks }) => checks.every((check) => verdicts.has(check)))) {
      asked.splice(asked.indexOf(ask), 1);
      send({
        to: "suite",
        id: ask.id,
        ok: true,
        value: Object.fromEntries(ask.checks.map((check) => [check, verdicts.get(check)])),
      });
    }
  }

  channel.onmessage = async (event) => {
    const { data } = event as { data: SuiteMessage | GraderMessage };
    if (data.to !== "grader") return;
    heard.push(data);
    if (data.ask === "settled") verdicts.set(data.check, data.passed);
    else if (data.ask === "verdicts") asked.push(data);
    else {
      const refusal = refuse?.(data);
      send({
        to: "suite",
        id: data.id,
        ...(refusal === undefined ? { ok: true, value: await answerTo(data) } : { ok: false, ...refusal }),
      });
    }
    answerVerdicts();
  };

  return {
    heard,
    line: (instance, line) =>
      send({ to: "suite", event: "line", instance, stream: "stdout", line, at: now() }),
    end(instance, exit) {
      stop(instance);
      send({ to: "suite", event: "exit", instance, exit, at: now() });
    },
    async [Symbol.asyncDispose]() {
      channel.close();
      for (const instance of servers.keys()) stop(instance);
    },
  };
}

/** Tests of what a check can do are not about what it may. */
const ALL: readonly Capability[] = ["postgres.server", "redis.server"];

/** A context in which the named checks are chosen; each stands with the checks that it needs. */
export function aSuiteContext(
  checks: Record<string, string[]>,
  more: Partial<SuiteContext> = {},
): SuiteContext {
  return {
    channel: `test-${crypto.randomUUID()}`,
    seed: "seed",
    selected: Object.keys(checks),
    inventory: Object.fromEntries(
      Object.entries(checks).map(([id, needs]) => [
        id,
        { needs, requires: [...ALL], title: `The check ${id}` },
      ]),
    ),
    env: { APP_PROFILE: "testing" },
    lacks: [],
    ...more,
  };
}
