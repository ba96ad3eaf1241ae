import { createServer, type IncomingMessage } from "node:http";
import { json } from "node:stream/consumers";
import { createItems, type Item } from "./items.ts";

const items = createItems(process.env.DATABASE_URL);

type Answer = [status: number, body: unknown];

async function answer(request: IncomingMessage): Promise<Answer> {
  const { method, url = "" } = request;
  if (url === "/ping") return [200, { status: "ok" }];
  if (method === "POST" && url === "/items") {
    const item = (await json(request)) as Item;
    await items.add(item);
    return [201, item];
  }
  const id = /^\/items\/(\d+)$/.exec(url)?.[1];
  const found = id === undefined ? undefined : await items.find(Number(id));
  return found ? [200, found] : [404, { error: "not_found", message: url }];
}

const server = createServer(async (request, response) => {
  const [status, body] = await answer(request).catch((error: Error): Answer => {
    process.stdout.write(`${JSON.stringify({ level: "error", msg: error.message })}\n`);
    return [503, { error: "unavailable", message: "the database is away" }];
  });
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
});

server.listen(Number(process.env.PORT), process.env.HOST);
process.on("SIGTERM", () => server.close(() => items.close()));
