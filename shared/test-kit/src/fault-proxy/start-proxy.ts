import { once as event } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import type { Recorder } from "../evidence/index.ts";
import { Connection } from "./connection.ts";
import type { ConnectionAttempt, ProxyCounts, TcpFaultProxy } from "./faults.ts";
import { OnceRules } from "./once-rules.ts";
import { type BareFaults, recordedFaults } from "./recorded-faults.ts";
import { reset } from "./reset.ts";
import type { Protocol } from "./wire.ts";

const LOOPBACK = "127.0.0.1";
const MESSAGES_KEPT = 50_000;
/** Of all messages together; what comes later is counted and not kept. */
const BYTES_KEPT = 32 * 1024 * 1024;
const ATTEMPTS_KEPT = 10_000;

/** A proxy that checks may use one after the other; closed by disposing. */
export type StartedProxy<M, Action extends string> = TcpFaultProxy<M, Action> &
  AsyncDisposable & {
    /** The same faults, told to nobody. */
    readonly bare: BareFaults;
    /** That of the check which uses it now. */
    recorder(): Recorder;
    /** Ends every fault, sets counts and messages back, and records for another check from now on. */
    handOver(to: Recorder): void;
  };

export type ProxyTarget = {
  /** As it stands in the time line: "postgres", "redis.cz". */
  service: string;
  host: string;
  port: number;
};

/** Listens on a free loopback port and passes everything on to `target`. */
export async function startProxy<M, Action extends string>(
  target: ProxyTarget,
  protocol: Protocol<M, Action>,
  recordedBy: Recorder,
): Promise<StartedProxy<M, Action>> {
  let recorder = recordedBy;
  const { service } = target;
  const open = new Set<Connection>();
  const rules = new OnceRules<M, Action>(service, protocol, () => recorder);
  let [refusing, delayMs, connection, kept] = [false, 0, 0, 0];
  const holding = { answers: false, requests: false };
  let messages: M[] = [];
  let attempts: ConnectionAttempt[] = [];
  let counts = noCounts();

  function accept(app: Socket): void {
    counts.attempts += 1;
    if (attempts.length < ATTEMPTS_KEPT) attempts.push({ at: recorder.now(), refused: refusing });
    if (refusing) {
      app.on("error", () => undefined);
      reset(app);
      return;
    }
    counts.connections += 1;
    connection += 1;
    const number = connection;
    const joined: Connection = new Connection(
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
        closed: () => open.delete(joined),
      },
      (ends) =>
        protocol.open({ stamp: () => ({ at: recorder.now(), connection: number }), heard: hear }, ends),
    );
    open.add(joined);
    if (holding.answers) joined.answers.hold("all");
    if (holding.requests) joined.requests.hold("all");
  }

  function hear(message: M) {
    const rule = rules.take(message);
    kept += protocol.shorten?.(message) ?? 0;
    if (messages.length < MESSAGES_KEPT && kept < BYTES_KEPT) messages.push(message);
    return rule;
  }

  const bare: BareFaults = {
    cut() {
      const connections = open.size;
      for (const each of open) each.cut();
      return connections;
    },
    refuse() {
      refusing = true;
    },
    allow() {
      refusing = false;
    },
    holdAnswers() {
      holding.answers = true;
      for (const each of open) each.answers.hold("all");
    },
    holdRequests() {
      holding.requests = true;
      for (const each of open) each.requests.hold("all");
    },
    release() {
      Object.assign(holding, { answers: false, requests: false });
      for (const each of open)
        for (const valve of [each.requests, each.answers])
          for (const reason of ["all", "once"]) valve.release(reason);
    },
    delay(ms) {
      delayMs = ms;
    },
  };

  function forget(): void {
    [messages, attempts, kept] = [[], [], 0];
    counts = noCounts();
  }

  const server = createServer({ noDelay: true, allowHalfOpen: true }, accept);
  server.listen(0, LOOPBACK);
  await event(server, "listening");
  const { port } = server.address() as AddressInfo;

  return {
    host: LOOPBACK,
    port,
    ...recordedFaults(service, () => recorder, [bare]),
    bare,
    recorder: () => recorder,
    once: (...rule) => rules.arm(...rule),
    counts: () => ({ ...counts, open: open.size }),
    attempts: () => [...attempts],
    messages: () => [...messages],
    reset: forget,
    handOver(to) {
      recorder = to;
      rules.clear();
      bare.allow();
      bare.delay(0);
      bare.release();
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
