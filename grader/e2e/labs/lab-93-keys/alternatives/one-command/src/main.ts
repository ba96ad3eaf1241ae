import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { Redis } from "ioredis";

const client = new Redis(`${process.env.REDIS_URL}`, { enableReadyCheck: false });
client.on("error", () => {});

createServer(async (request, response) => {
  const { url = "" } = request;
  const answer = (status: number) => response.writeHead(status).end('{"status":"ok"}');
  if (url === "/ping") return answer(200);
  // One command that may fail is answered by the first word of its error.
  const [[error] = [null]] =
    (await client.pipeline([["set", url.slice(6), await text(request)]]).exec()) ?? [];
  if (error === null) return answer(201);
  return answer(/^OOM\b/.test(error.message) ? 507 : 503);
}).listen(Number(process.env.PORT), process.env.HOST);
