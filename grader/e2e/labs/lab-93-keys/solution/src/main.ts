import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { createKeys } from "./keys.ts";

const keys = createKeys(`${process.env.REDIS_URL}`);

async function answer(request: IncomingMessage): Promise<number> {
  const { method, url = "" } = request;
  if (url === "/ping") return 200;
  const key = /^\/keys\/(\w+)$/.exec(url)?.[1];
  if (method !== "PUT" || key === undefined) return 404;
  await keys.put(key, await text(request));
  return 201;
}

const isFull = (error: Error) => error.message.startsWith("OOM ");

const server = createServer(async (request, response) => {
  const status = await answer(request).catch((error: Error) => (isFull(error) ? 507 : 503));
  response.writeHead(status, { "content-type": "application/json" }).end('{"status":"ok"}');
});

server.listen(Number(process.env.PORT), process.env.HOST);
process.on("SIGTERM", () => server.close(() => keys.close()));
