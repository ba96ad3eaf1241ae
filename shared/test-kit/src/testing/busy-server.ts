import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { parentPort } from "node:worker_threads";

/** In a thread of its own: an HTTP server that is busy most of the time and refuses bodies above 1 MiB by their length. */
const LIMIT = 1024 * 1024;

function busy(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

const server = createServer((request, response) => {
  busy(Math.random() * 60);
  const tooLarge = Number(request.headers["content-length"]) > LIMIT;
  response.writeHead(tooLarge ? 413 : 200, { connection: "close" }).end();
});
server.on("connection", () => busy(20 + Math.random() * 40));
server.listen(0, "127.0.0.1", () => parentPort?.postMessage((server.address() as AddressInfo).port));
