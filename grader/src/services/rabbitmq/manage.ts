import { setTimeout as delay } from "node:timers/promises";
import { GraderError } from "../../errors.ts";
import type { KeptService, ServiceKeeper } from "../kept-service.ts";
import { type Control, findKeeper, logTail, reachKeeper } from "./control.ts";
import { ownNetwork } from "./network.ts";
import { keeperPlace, readRecord, socketsOf } from "./place.ts";
import { type Ask, receive, type Status, send, type Tell } from "./protocol.ts";

const ANSWER_LIMIT_MS = 5_000;
/** Its node is killed; folders in memory go in no time. */
const END_LIMIT_MS = 20_000;

/** The node that a process of this checkout keeps up on this machine. */
export const rabbitmqKeeper: ServiceKeeper = {
  up,
  async status(state) {
    const kept = await statusOf(state);
    return kept === undefined ? [] : [kept];
  },
  down,
  log: async (state) => logTail(state),
};

/** What the keeper of this checkout says of itself, or undefined where there is none. */
async function statusOf(state: string): Promise<KeptService | undefined> {
  const control = await findKeeper(state);
  if (control === undefined) return undefined;
  const { socket, record } = control;
  try {
    const { status } = await answerTo(control, { ask: "status" }, "status", ANSWER_LIMIT_MS);
    return shown(status, socketsOf(record));
  } finally {
    socket.destroy();
  }
}

function shown(
  { version, pid, ports, admin, network, startedAt, leases, idleLeftMs }: Status,
  sockets: ReturnType<typeof socketsOf>,
): KeptService {
  const login = `${admin?.user}:${admin?.password}@127.0.0.1`;
  const reached = network === ownNetwork();
  return {
    provider: "native",
    ...(version !== undefined && { version }),
    runsIn: `process ${pid}`,
    startedAt,
    runs: leases,
    idle: { leftMs: idleLeftMs ?? 0 },
    addresses:
      ports === undefined
        ? []
        : reached
          ? [
              { what: "AMQP", at: `amqp://${login}:${ports.amqp}/%2F` },
              { what: "Management page", at: `http://${login}:${ports.management}/` },
            ]
          : [
              { what: "AMQP", at: `the socket ${sockets.amqp}` },
              {
                what: "It lives in a network of its own, as a grade started it",
                at: "for addresses, npm run services down, then up",
              },
            ],
  };
}

/** Starts the keeper where there is none, and returns once its node answers. */
async function up(state: string, signal: AbortSignal, tell: (text: string) => void): Promise<KeptService> {
  const control = await reachKeeper(state, signal);
  const stop = () => control.socket.destroy();
  signal.addEventListener("abort", stop, { once: true });
  try {
    // A lease makes it start its node, and says how that went.
    await answerTo(control, { ask: "lease" }, "leased", undefined, () =>
      tell("Starting RabbitMQ, about 10 s"),
    );
    await answerTo(control, { ask: "release" }, "released", ANSWER_LIMIT_MS);
  } finally {
    signal.removeEventListener("abort", stop);
    control.socket.destroy();
  }
  signal.throwIfAborted();
  const status = await statusOf(state);
  if (status === undefined) throw new GraderError("service-failed", "RabbitMQ was there, and is gone again.");
  return status;
}

/** Ends the keeper and waits until it is gone with its node; false where there was none. */
async function down(state: string): Promise<boolean> {
  const record = readRecord(keeperPlace(state));
  if (record === undefined) return false;
  const control = await findKeeper(state);
  // One that does not listen yet, or no more, is told by a signal; its id has just been found alive.
  if (control) send(control.socket, { ask: "down" });
  else process.kill(Number(record.id.split("-")[0]), "SIGTERM");
  const until = performance.now() + END_LIMIT_MS;
  while (readRecord(keeperPlace(state))?.id === record.id) {
    if (performance.now() > until)
      throw new GraderError(
        "service-failed",
        ["RabbitMQ's keeper does not end.", ...logTail(state)].join("\n"),
      );
    await delay(20);
  }
  control?.socket.destroy();
  return true;
}

function answerTo<Kind extends Tell["tell"]>(
  { socket }: Control,
  ask: Ask,
  kind: Kind,
  limitMs: number | undefined,
  onStarting = () => {},
): Promise<Extract<Tell, { tell: Kind }>> {
  return new Promise((resolve, reject) => {
    const fail = (message: string) => reject(new GraderError("service-failed", message));
    const limit =
      limitMs &&
      setTimeout(() => fail(`RabbitMQ's keeper did not answer within ${limitMs / 1000} s.`), limitMs);
    socket.once("close", () => {
      clearTimeout(limit);
      fail("RabbitMQ's keeper ended.");
    });
    receive<Tell>(socket, (message) => {
      if (message.tell === "starting") onStarting();
      if (message.tell === "failed")
        reject(new GraderError("service-failed", message.message, { cure: message.cure }));
      if (message.tell !== kind) return;
      clearTimeout(limit);
      resolve(message as Extract<Tell, { tell: Kind }>);
    });
    send(socket, ask);
  });
}
