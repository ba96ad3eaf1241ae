import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** A server on a free loopback port; each connection is handed to `serve`. Disposing ends all of them. */
export async function startTcpServer(
  serve: (socket: Socket) => void,
): Promise<{ port: number; url: string } & AsyncDisposable> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    serve(socket);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
