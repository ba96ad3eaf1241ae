import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

/** A server that takes reports, keeps them to be looked at, and answers when it is let go. */
export type Receiver = AsyncDisposable & { url: string; reports: unknown[]; letGo(): void };

/** Starts a receiver on a free port. It holds its answers until `letGo()`. */
export async function startReceiver(): Promise<Receiver> {
  const reports: unknown[] = [];
  const { promise: free, resolve: letGo } = Promise.withResolvers<void>();

  const server = createServer(async (request, response) => {
    reports.push(await json(request).catch(() => "no JSON"));
    await free;
    response.writeHead(204, { connection: "close" }).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/reports`,
    reports,
    letGo,
    async [Symbol.asyncDispose]() {
      letGo();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
