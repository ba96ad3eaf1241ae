import type { AppStarted } from "@picking-labs/contracts";
import type { AppEnd, AppFeed, AppLine } from "../app-feed.ts";
import { CheckFailure } from "../check-failure.ts";
import type { Recorder } from "../evidence/index.ts";
import type { GraderLink } from "../link.ts";
import type { Scope } from "../scope.ts";
import { clip } from "../show.ts";
import { describeExit } from "./describe-exit.ts";
import { exchange } from "./exchange.ts";
import { readLogLine } from "./read-log-line.ts";
import type { ExitSeen, RequestOptions, RunningApp } from "./running-app.ts";

/** A connection breaks a moment before the end of its process is known. */
const END_NEWS_MS = 150;
/** Of one line in the time line, in characters; the check itself gets all of it. */
const LINE_KEPT = 4096;

export type AttachedApp = RunningApp & {
  /** A sentence when the app ended although the check neither sent it a signal nor waited for its end. */
  unexpectedEnd(): string | undefined;
  detach(): void;
};

type Surroundings = {
  name: string;
  /** Other checks use it at the same time. */
  shared: boolean;
  /** It ran before this check, which sees of it what comes from now on. */
  joined: boolean;
  link: GraderLink;
  recorder: Recorder;
  scope: Scope;
};

/** Joins a started process to a check: what is sent, said and seen goes into the check's record. */
export function attachApp(
  { instance, url, pid }: AppStarted,
  { name, shared, joined, link, recorder, scope }: Surroundings,
): AttachedApp {
  const feed = link.feed(instance);
  let endExpected = false;
  let signalledAt: number | undefined;

  function seeLine({ stream, line, at }: AppLine): void {
    const item = { kind: "log", app: name, stream, line: clip(line, LINE_KEPT) } as const;
    recorder.see(item, recorder.fromEpoch(at), { shared });
  }
  function seeEnd({ exit, at }: AppEnd): void {
    recorder.see({ kind: "process", app: name, text: describeExit(exit) }, recorder.fromEpoch(at));
  }
  const joinedAt = joined && !shared ? Date.now() : 0;
  // An app that is dead is seen with its last words.
  if (!joined || feed.end !== undefined) feed.lines.forEach(seeLine);
  if (feed.end !== undefined) seeEnd(feed.end);
  const detach = feed.listen({ line: seeLine, end: seeEnd });

  async function ending(): Promise<string | undefined> {
    const end = await endWithin(feed, endExpected ? 0 : END_NEWS_MS);
    return end && describeExit(end.exit);
  }
  async function exited(within: number, otherwise: string): Promise<ExitSeen> {
    const end = await endWithin(feed, within);
    if (end === undefined) throw new CheckFailure(otherwise);
    const { code, signal } = end.exit;
    const afterSignalMs = signalledAt === undefined ? recorder.fromEpoch(end.at) : end.at - signalledAt;
    return { code, signal, afterSignalMs };
  }
  const request = (method: string, path: string, options: RequestOptions & { body?: unknown } = {}) =>
    scope.guard(exchange({ ...options, method, path }, { url, name, recorder, ending }));

  return {
    name,
    url,
    pid,
    get running() {
      return feed.end === undefined;
    },
    get: (path, options) => request("GET", path, options),
    post: (path, body, options) => request("POST", path, { ...options, body }),
    request,
    logs: () =>
      feed.lines
        .filter(({ at }) => at >= joinedAt)
        .map((line) => readLogLine(line, recorder.fromEpoch(line.at))),
    async signal(signal) {
      endExpected = true;
      signalledAt = performance.timeOrigin + performance.now();
      recorder.did({ do: "signal", app: name, signal });
      recorder.see({ kind: "process", app: name, text: `was sent ${signal}` });
      await link.ask({ ask: "signal-app", instance, signal });
    },
    exited({ within = 10_000, otherwise = `the app still ran after ${within / 1000} s` } = {}) {
      endExpected = true;
      return scope.guard(exited(within, otherwise));
    },
    unexpectedEnd: () =>
      feed.end === undefined || endExpected
        ? undefined
        : `the app ${describeExit(feed.end.exit)} during this check`,
    detach,
  };
}

/** The end of the process, when it comes within `ms`. */
async function endWithin(feed: AppFeed, ms: number): Promise<AppEnd | undefined> {
  if (feed.end !== undefined || ms === 0) return feed.end;
  const { promise, resolve } = Promise.withResolvers<AppEnd | undefined>();
  const stop = feed.listen({ end: resolve });
  const timer = setTimeout(resolve, ms, undefined);
  const end = await promise;
  stop();
  clearTimeout(timer);
  return end;
}
