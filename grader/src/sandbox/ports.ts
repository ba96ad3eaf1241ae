import { createServer, type Server } from "node:net";
import { GraderError } from "../errors.ts";

/** Below 32768, where outgoing connections take theirs, and away from what people usually run. */
const FIRST = 20_000;
const COUNT = 4_000;
/** A listening socket on port + LOCK is the lock: it is held by the grader, and it ends with it. */
const LOCK = 4_000;

export type TakenPort = AsyncDisposable & { number: number };

/** A free port that no other grade on this machine is given while this one is held. */
export async function takePort(from = FIRST + Math.floor(Math.random() * COUNT)): Promise<TakenPort> {
  for (let step = 0; step < COUNT; step++) {
    const number = FIRST + ((from - FIRST + step) % COUNT);
    const lock = await listen(number + LOCK);
    if (!lock) continue;
    const probe = await listen(number);
    if (probe) {
      await close(probe);
      return { number, [Symbol.asyncDispose]: () => close(lock) };
    }
    await close(lock);
  }
  throw new GraderError("no-free-port", `No port between ${FIRST} and ${FIRST + COUNT - 1} is free.`);
}

/** Whether somebody could listen there now. */
export async function isFree(port: number): Promise<boolean> {
  const probe = await listen(port);
  if (probe) await close(probe);
  return probe !== undefined;
}

function listen(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", () => resolve(undefined));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => resolve(server.unref()));
  });
}

const close = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()));
