import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { Redis } from "ioredis";

/** A connection of its own for every value: slow, and right. */
async function put(key: string, value: string): Promise<void> {
  const client = new Redis(`${process.env.REDIS_URL}`, { lazyConnect: true });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.set(key, value);
  } finally {
    client.disconnect();
  }
}

async function handle(request: IncomingMessage): Promise<number> {
  if (request.url === "/ping") return 200;
  try {
    await put(`${request.url?.split("/").at(-1)}`, await text(request));
    return 201;
  } catch (error) {
    return (error as Error).message.includes("maxmemory") ? 507 : 503;
  }
}

createServer((request, response) => {
  handle(request).then((status) => response.writeHead(status).end('{"status":"ok"}'));
}).listen(Number(process.env.PORT), process.env.HOST);
