import { connect, createServer, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { GraderError } from "../../errors.ts";
import { joinSockets } from "./join-sockets.ts";
import { GATEWAY } from "./open.ts";
import { LIFELINE, type Target, writeTarget } from "./protocol.ts";

/** Where a service outside is reached from in here. */
export type Reached = AsyncDisposable & Target;

/** The gateway is a Node that begins while ours begins again. */
const START_LIMIT_MS = 10_000;

let lifeline: Promise<Socket> | undefined;

/** Waits for the gateway, where there is one, and lets it live for as long as this process. */
export async function holdGateway(): Promise<void> {
  const path = process.env[GATEWAY];
  if (path === undefined) return;
  lifeline ??= open(path);
  await lifeline;
}

/**
 * An address of our own network that leads to `target` in the machine's; where we never left that one, `target` itself.
 * @throws GraderError when the gateway does not answer
 */
export async function reach(target: Target): Promise<Reached> {
  const path = process.env[GATEWAY];
  if (path === undefined) return { ...target, [Symbol.asyncDispose]: async () => {} };
  await holdGateway();
  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (inside) => {
    const outside = connect({ path, allowHalfOpen: true });
    open.add(inside);
    inside.once("close", () => open.delete(inside));
    writeTarget(outside, target);
    joinSockets(inside, outside);
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", () => {
      resolve((server.address() as { port: number }).port);
    });
  });
  return {
    host: "127.0.0.1",
    port,
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}

async function open(path: string): Promise<Socket> {
  const until = performance.now() + START_LIMIT_MS;
  for (;;) {
    const socket = connect(path);
    const connected = await new Promise<boolean>((resolve) => {
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    });
    if (connected) {
      writeTarget(socket, LIFELINE);
      return socket.on("error", () => {}).unref();
    }
    if (performance.now() > until)
      throw new GraderError("isolation-failed", "The way out of the run's own network did not open.");
    await delay(10);
  }
}
