import { once as event } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { CheckFailure } from "../check-failure.ts";
import type { Recorder } from "../evidence/index.ts";
import { Connection } from "./connection.ts";
import type { OnceAction, ProxyCounts, TcpFaultProxy, WireMessage } from "./fault-proxy.ts";

type Rule = {
  match(message: WireMessage): boolean;
  action: OnceAction;
  matched(message: WireMessage): void;
  happened(): void;
};

const LOOPBACK = "127.0.0.1";
const MESSAGES_KEPT = 50_000;
const ONCE_LIMIT_MS = 10_000;

/** Listens on a free loopback port and passes everything on to `target`; closed by disposing. */
export async function startProxy(
  target: { service: string; host: string; port: number },
  recorder: Recorder,
): Promise<TcpFaultProxy & AsyncDisposable> {
  const { service } = target;
  const open = new Set<Connection>();
  const rules = new Set<Rule>();
  const timers = new Set<NodeJS.Timeout>();
  let [refusing, delayMs, connection] = [false, 0, 0];
  const holding = { answers: false, requests: false };
  let messages: WireMessage[] = [];
  let counts = noCounts();

  function accept(app: Socket): void {
    counts.attempts += 1;
    if (refusing) {
      app.on("error", () => undefined);
      app.resetAndDestroy();
      return;
    }
    counts.connections += 1;
    connection += 1;
    const number = connection;
    const joined = new Connection(
      app,
      connect({ host: target.host, port: target.port, noDelay: true, allowHalfOpen: true }),
      {
        delayMs: () => delayMs,
        turned: () => {
          counts.turns += 1;
        },
        passed: (to, bytes) => {
          counts[to === "service" ? "bytesToService" : "bytesToApp"] += bytes;
        },
        spoke: (spoken) => hear({ at: recorder.now(), connection: number, ...spoken }),
        closed: () => open.delete(joined),
      },
    );
    open.add(joined);
    if (holding.answers) joined.answers.hold("all");
    if (holding.requests) joined.requests.hold("all");
  }

  function hear(message: WireMessage): Rule | undefined {
    if (messages.length < MESSAGES_KEPT) messages.push(message);
    const rule = [...rules].find(({ match }) => match(message));
    if (rule === undefined) return undefined;
    rules.delete(rule);
    rule.matched(message);
    return rule;
  }

  /** Every fault is a step of the stimulus and an entry of the time line. */
  function fault(action: string, text: string, options: Record<string, unknown> = {}): void {
    recorder.did({ do: "fault", service, action, options });
    recorder.see({ kind: "fault", service, text });
  }

  function once(...[match, action, options = {}]: Parameters<TcpFaultProxy["once"]>): Promise<void> {
    const {
      within = ONCE_LIMIT_MS,
      otherwise = `the app did not send within ${within / 1000} s what this check waits for`,
    } = options;
    const done = Promise.withResolvers<void>();
    // A check that fails before it waits for this must not leave a rejection behind.
    done.promise.catch(() => undefined);
    const step = recorder.did({
      do: "fault",
      service,
      action: `once-${action}`,
      options: {} as Record<string, unknown>,
    });
    const timer = setTimeout(() => {
      rules.delete(rule);
      done.reject(new CheckFailure(otherwise));
    }, within);
    timers.add(timer);
    const rule: Rule = {
      match,
      action,
      matched: ({ type, text, statement }) => Object.assign(step.options, { type, text: text ?? statement }),
      happened: () => {
        clearTimeout(timer);
        recorder.see({
          kind: "fault",
          service,
          text: `${ONCE_TEXTS[action]} "${String(step.options.text ?? step.options.type)}"`,
        });
        done.resolve();
      },
    };
    rules.add(rule);
    return done.promise;
  }

  const server = createServer({ noDelay: true, allowHalfOpen: true }, accept);
  server.listen(0, LOOPBACK);
  await event(server, "listening");
  const { port } = server.address() as AddressInfo;

  return {
    host: LOOPBACK,
    port,
    once,
    cut() {
      fault("cut", `cut ${open.size} connections`);
      for (const each of open) each.cut();
    },
    refuse() {
      refusing = true;
      fault("refuse", "new connections are refused from now on");
    },
    allow() {
      refusing = false;
      fault("allow", "new connections are accepted again");
    },
    holdAnswers() {
      holding.answers = true;
      fault("hold-answers", "answers are held from now on");
      for (const each of open) each.answers.hold("all");
    },
    holdRequests() {
      holding.requests = true;
      fault("hold-requests", "nothing of the app gets through from now on");
      for (const each of open) each.requests.hold("all");
    },
    release() {
      Object.assign(holding, { answers: false, requests: false });
      fault("release", "everything gets through again");
      for (const each of open)
        for (const valve of [each.requests, each.answers])
          for (const reason of ["all", "once"]) valve.release(reason);
    },
    delay(ms) {
      delayMs = ms;
      fault("delay", `everything takes ${ms} ms longer each way`, { ms });
    },
    counts: () => ({ ...counts, open: open.size }),
    statements: () =>
      messages.flatMap(({ at, connection, type, text }) =>
        (type === "query" || type === "parse") && text !== undefined
          ? [{ at, connection, text, kind: type }]
          : [],
      ),
    messages: () => [...messages],
    reset() {
      messages = [];
      counts = noCounts();
    },
    async [Symbol.asyncDispose]() {
      for (const timer of timers) clearTimeout(timer);
      server.close();
      for (const each of open) each.cut();
      if (server.listening) await event(server, "close");
    },
  };
}

const ONCE_TEXTS: Record<OnceAction, string> = {
  "cut-before": "cut the connection before this reached the service:",
  "cut-after-answer-arrives": "the service answered, then the connection was cut before the app heard:",
  "hold-answer": "the service answered and the answer is held:",
};

function noCounts(): Omit<ProxyCounts, "open"> {
  return { connections: 0, attempts: 0, bytesToService: 0, bytesToApp: 0, turns: 0 };
}
