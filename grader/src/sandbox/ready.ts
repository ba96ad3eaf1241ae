import { setTimeout as delay } from "node:timers/promises";
import type { AppExit } from "@picking-labs/contracts";
import { request } from "@picking-labs/test-kit/http";
import { type ErrorCode, GraderError } from "../errors.ts";
import { listenersOf, listenOn } from "./listeners.ts";
import { missingLibrary } from "./missing-library.ts";

type Waiting = {
  port: number;
  /** Pids of everything that belongs to the app. */
  members: () => Promise<number[]>;
  limitMs: number;
  ended: Promise<AppExit>;
  exited: () => boolean;
  /** Last lines of the app, kept current by the caller. */
  tail: string[];
  signal: AbortSignal;
};

const EVERY_MS = 15;
/** For one whole answer. */
const PING_LIMIT_MS = 1000;
const LINES_SHOWN = 12;
/** Frames of a stack that tell nothing about the app. */
const INSIDE_NODE = /^\s+at .*\(?node:internal\//;
const REASONS = {
  memory: "it used more memory than the lab allows",
  cpu: "it used more CPU time than the lab allows",
  output: "it wrote more output than the lab allows",
};

/** Waits until `/ping` answers as promised from a process of the app's own; otherwise says what the app did instead. */
export async function waitUntilReady(app: Waiting): Promise<void> {
  const until = performance.now() + app.limitMs;
  let answer: Ping | undefined;
  while (performance.now() < until) {
    app.signal.throwIfAborted();
    if (app.exited()) throw await exitedEarly(app);
    answer = (await ping(app.port)) ?? answer;
    if (answer?.good && (await listenOn(app.port, await app.members()))) return;
    await delay(EVERY_MS);
  }
  if (app.exited()) throw await exitedEarly(app);
  throw await neverReady(app, answer);
}

type Ping = { good: boolean; shown: string };

function ping(port: number): Promise<Ping | undefined> {
  return new Promise((resolve) => {
    let answered = false;
    const attempt = request(
      {
        host: "127.0.0.1",
        port,
        path: "/ping",
        headers: { connection: "close" },
        signal: AbortSignal.timeout(PING_LIMIT_MS),
      },
      (response) => {
        answered = true;
        let body = "";
        response.setEncoding("utf8");
        response.on("error", () => {});
        response.on("data", (chunk: string) => {
          body += chunk;
          if (body.length > 4096) attempt.destroy();
        });
        response.on("close", () =>
          resolve({
            good: response.complete && response.statusCode === 200 && isOk(body),
            shown: `${response.statusCode} ${body.slice(0, 120)}${response.complete ? "" : " … without an end"}`,
          }),
        );
      },
    );
    // Without this, who switches protocols is neither an answer nor an error, and would be waited for without end.
    attempt.on("upgrade", (_response, socket) => {
      socket.destroy();
      resolve({ good: false, shown: "a switch to another protocol" });
    });
    attempt.on("error", (error: NodeJS.ErrnoException) => {
      if (!answered)
        resolve(
          error.code?.startsWith("HPE_") ? { good: false, shown: "something that is not HTTP" } : undefined,
        );
    });
    attempt.end();
  });
}

function isOk(body: string): boolean {
  try {
    return (JSON.parse(body) as { status?: unknown } | null)?.status === "ok";
  } catch {
    return false;
  }
}

/** Why an app is gone that never was ready. */
export async function exitedEarly(app: Pick<Waiting, "ended" | "tail">): Promise<GraderError> {
  const { code, signal, reason } = await app.ended;
  const how = reason
    ? `was stopped: ${REASONS[reason]}`
    : signal
      ? `was ended by ${signal}`
      : `ended with exit code ${code}`;
  const library = missingLibrary(app.tail);
  if (library !== undefined)
    return problem(
      "library-not-published",
      `The app imports ${library}, which this lab does not publish.`,
      app,
    );
  return problem("app-exited", `The app ${how} before it answered GET /ping.`, app);
}

async function neverReady(app: Waiting, answer: Ping | undefined): Promise<GraderError> {
  const listeners = await listenersOf(await app.members());
  const seconds = app.limitMs / 1000;
  const right = listeners.find(({ port }) => port === app.port);
  const [wrong] = listeners;
  if (right && answer) return problem("app-bad-ping", `GET /ping answered ${answer.shown}`, app);
  if (right)
    return problem(
      "app-silent",
      `The app listens on ${right.address}:${app.port}, but nothing answers on 127.0.0.1 within ${seconds} s.`,
      app,
    );
  if (wrong)
    return problem("app-wrong-port", `The app listens on port ${wrong.port}; its PORT was ${app.port}.`, app);
  return problem("app-silent", `The app did not listen within ${seconds} s.`, app);
}

/** Appends the app's last words, which mostly hold the cause. */
function problem(code: ErrorCode, happened: string, { tail }: Pick<Waiting, "tail">): GraderError {
  const lines = tail.filter((line) => line.trim() !== "" && !INSIDE_NODE.test(line)).slice(-LINES_SHOWN);
  const words =
    lines.length > 0 ? lines.map((line) => `  app: ${line.slice(0, 400)}`) : ["  (the app wrote nothing)"];
  return new GraderError(code, [happened, ...words].join("\n"));
}
