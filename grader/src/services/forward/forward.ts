import { connect, createServer, type Server, type Socket } from "node:net";
import { relay } from "./relay.ts";

export type Forward = AsyncDisposable & { port: number };

/** Listens on a Unix socket for the other half, and connects to `port` of our loopback for each connection that it hands on. */
export async function forwardFrom(path: string, port: number): Promise<AsyncDisposable> {
  const { server, [Symbol.asyncDispose]: dispose } = holding((leg) => {
    const tcp = connect({ host: "127.0.0.1", port, allowHalfOpen: true, noDelay: true });
    relay(tcp, leg);
    return tcp;
  });
  await listening(server, { path });
  return { [Symbol.asyncDispose]: dispose };
}

/** Listens on a port of our loopback, and hands each connection on to the Unix socket at `path`. */
export async function forwardTo(path: string): Promise<Forward> {
  const { server, [Symbol.asyncDispose]: dispose } = holding((tcp) => {
    const leg = connect({ path });
    relay(tcp, leg);
    return leg;
  });
  await listening(server, { port: 0, host: "127.0.0.1" });
  return { port: (server.address() as { port: number }).port, [Symbol.asyncDispose]: dispose };
}

/** A server that ends its connections with itself. */
function holding(onConnection: (socket: Socket) => Socket): AsyncDisposable & { server: Server } {
  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    for (const one of [socket, onConnection(socket)]) {
      open.add(one);
      one.once("close", () => open.delete(one));
    }
  });
  return {
    server,
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}

function listening(server: Server, where: { path: string } | { port: number; host: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(where, () => resolve());
  });
}
