import { once as event } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import type { Recorder } from "../evidence/index.ts";
import { Connection } from "./connection.ts";
import type { ProxyCounts, TcpFaultProxy, WireMessage } from "./fault-proxy.ts";
import { OnceRules } from "./once-rules.ts";
import { reset } from "./reset.ts";

const LOOPBACK = "127.0.0.1";
const MESSAGES_KEPT = 50_000;

/** A proxy that checks may use one after the other; closed by disposing. */
export type StartedProxy = TcpFaultProxy &
  AsyncDisposable & {
    /** Ends every fault, sets counts and messages back, and records for another check from now on. */
    handOver(to: Recorder): void;
  };

/** Listens on a free loopback port and passes everything on to `target`. */
export async function startProxy(
  target: { service: string; host: string; port: number },
  recordedBy: Recorder,
): Promise<StartedProxy> {
  let recorder = recordedBy;
  const { service } = target;
  const open = new Set<Connection>();
  const rules = new OnceRules(service, () => recorder);
  let [refusing, delayMs, connection] = [false, 0, 0];
  const holding = { answers: false, requests: false };
  let messages: WireMessage[] = [];
  let counts = noCounts();

  function accept(app: Socket): void {
    counts.attempts += 1;
    if (refusing) {
      app.on("error", () => undefined);
      reset(app);
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

  function hear(message: WireMessage) {
    if (messages.length < MESSAGES_KEPT) messages.push(message);
    return rules.take(message);
  }

  /** Every fault is a step of the stimulus and an entry of the time line. */
  function fault(action: string, text: string, options: Record<string, unknown> = {}): void {
    recorder.did({ do: "fault", service, action, options });
    recorder.see({ kind: "fault", service, text });
  }

  function letThrough(): void {
    Object.assign(holding, { answers: false, requests: false });
    for (const each of open)
      for (const valve of [each.requests, each.answers])
        for (const reason of ["all", "once"]) valve.release(reason);
  }

  function forget(): void {
    messages = [];
    counts = noCounts();
  }

  const server = createServer({ noDelay: true, allowHalfOpen: true }, accept);
  server.listen(0, LOOPBACK);
  await event(server, "listening");
  const { port } = server.address() as AddressInfo;

  return {
    host: LOOPBACK,
    port,
    once: (...rule) => rules.arm(...rule),
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
      fault("release", "everything gets through again");
      letThrough();
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
    reset: forget,
    handOver(to) {
      recorder = to;
      [refusing, delayMs] = [false, 0];
      rules.clear();
      letThrough();
      forget();
    },
    async [Symbol.asyncDispose]() {
      rules.clear();
      const closed = event(server, "close");
      server.close();
      for (const each of open) each.cut();
      await closed;
    },
  };
}

function noCounts(): Omit<ProxyCounts, "open"> {
  return { connections: 0, attempts: 0, bytesToService: 0, bytesToApp: 0, turns: 0 };
}
