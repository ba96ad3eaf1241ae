import type { AppStarted } from "@picking-labs/contracts";
import { CheckFailure } from "../check-failure.ts";
import type { Recorder } from "../evidence/index.ts";
import { type HttpResult, httpRequest } from "../http-client.ts";
import type { AppEnd, AppLine, GraderLink } from "../link.ts";
import { describeExit } from "./describe-exit.ts";
import type { LogLine, RequestOptions, RunningApp } from "./running-app.ts";

/** A connection breaks a moment before the end of its process is known. */
const END_NEWS_MS = 150;

export type AttachedApp = RunningApp & {
  /** A sentence when the app ended although the check sent it no signal. */
  unexpectedEnd(): string | undefined;
  detach(): void;
};

/** Joins a started process to a check: what is sent, said and seen goes into the check's record. */
export function attachApp(
  { instance, url, pid }: AppStarted,
  { name, shared, link, recorder }: { name: string; shared: boolean; link: GraderLink; recorder: Recorder },
): AttachedApp {
  const feed = link.feed(instance);
  let signalledAt: number | undefined;

  const seeLine = ({ stream, line, at }: AppLine) =>
    recorder.see({ kind: "log", app: name, stream, line }, recorder.fromEpoch(at), { shared });
  const seeEnd = ({ exit, at }: AppEnd) => recorder.see({ kind: "process", app: name, text: describeExit(exit) }, recorder.fromEpoch(at));
  if (!shared) feed.lines.forEach(seeLine);
  if (feed.end !== undefined) seeEnd(feed.end);
  const detach = feed.listen({ line: seeLine, end: seeEnd });

  function unexpectedEnd(): string | undefined {
    if (feed.end === undefined || signalledAt !== undefined) return undefined;
    return `the app ${describeExit(feed.end.exit)} during this check`;
  }

  /** The end of the process, when it comes within `ms`. */
  async function ended(ms: number): Promise<AppEnd | undefined> {
    if (feed.end !== undefined) return feed.end;
    const end = Promise.withResolvers<AppEnd | undefined>();
    const stop = feed.listen({ end: end.resolve });
    const timer = setTimeout(end.resolve, ms, undefined);
    return end.promise.finally(() => {
      stop();
      clearTimeout(timer);
    });
  }

  async function request(method: string, path: string, options: RequestOptions & { body?: unknown } = {}): Promise<HttpResult> {
    const { body, headers } = encode(options);
    const shownBody = body === undefined ? {} : { body: Buffer.from(body).toString("utf8") };
    recorder.did({ do: "http", app: name, method, path, headers, ...shownBody });
    const seen: { status?: number; response?: string; ms: number; error?: string } = recorder.see({
      kind: "http",
      app: name,
      method,
      path,
      ...shownBody,
      ms: 0,
      error: "no answer yet when the check ended",
    });
    const result = await httpRequest({ url, method, path, headers, body, timeoutMs: options.timeoutMs });
    if (result.error !== undefined) {
      const end = signalledAt === undefined ? await ended(END_NEWS_MS) : feed.end;
      if (end !== undefined) result.error += `; the app ${describeExit(end.exit)}`;
    }
    delete seen.error;
    Object.assign(seen, { ms: Math.round(result.ms), ...(result.status === 0 ? {} : { status: result.status, response: result.text }) });
    if (result.error !== undefined) seen.error = result.error;
    return result;
  }

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
    logs: () => feed.lines.map((line) => toLogLine(line, recorder)),
    async signal(signal) {
      signalledAt = performance.timeOrigin + performance.now();
      recorder.did({ do: "signal", app: name, signal });
      recorder.see({ kind: "process", app: name, text: `was sent ${signal}` });
      await link.ask({ ask: "signal-app", instance, signal });
    },
    async exited({ within = 10_000, otherwise } = {}) {
      const end = await ended(within);
      if (end === undefined) throw new CheckFailure(otherwise ?? `the app still ran after ${within / 1000} s`);
      const { code, signal } = end.exit;
      return { code, signal, afterSignalMs: signalledAt === undefined ? recorder.fromEpoch(end.at) : end.at - signalledAt };
    },
    unexpectedEnd,
    detach,
  };
}

function encode({ body, headers = {} }: RequestOptions & { body?: unknown }): { body?: string | Uint8Array; headers: Record<string, string> } {
  if (body === undefined) return { headers };
  const typed = Object.keys(headers).some((name) => name.toLowerCase() === "content-type");
  return {
    body: typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body),
    headers: typed ? headers : { "content-type": "application/json", ...headers },
  };
}

function toLogLine({ stream, line, at }: AppLine, recorder: Recorder): LogLine {
  const plain = { at: recorder.fromEpoch(at), stream, text: line };
  try {
    const json: unknown = JSON.parse(line);
    return typeof json === "object" && json !== null && !Array.isArray(json) ? { ...plain, json: json as Record<string, unknown> } : plain;
  } catch {
    return plain;
  }
}
