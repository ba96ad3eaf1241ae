import { once as event } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import type { Recorder } from "../evidence/index.ts";
import { Connection } from "./connection.ts";
import type { ProxyCounts, TcpFaultProxy, WireMessage } from "./fault-proxy.ts";
import { OnceRules } from "./once-rules.ts";
import { reset } from "./reset.ts";

const LOOPBACK = "127.0.0.1";
const MESSAGES_KEPT = 50_000;

/** Listens on a free loopback port and passes everything on to `target`; closed by disposing. */
export async function startProxy(
  target: { service: string; host: string; port: number },
  recorder: Recorder,
): Promise<TcpFaultProxy & AsyncDisposable> {
  const { service } = target;
  const open = new Set<Connection>();
  const rules = new OnceRules(service, recorder);
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
      rules.close();
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
