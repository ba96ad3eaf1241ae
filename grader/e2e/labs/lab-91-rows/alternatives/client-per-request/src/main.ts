import { createServer, type IncomingMessage } from "node:http";
import { json } from "node:stream/consumers";
import pg from "pg";

/** A connection of its own for every request: slow, and right. */
async function query(text: string, values: unknown[]): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}

async function handle(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
  if (request.url === "/ping") return { status: 200, body: { status: "ok" } };
  if (request.method === "POST") {
    const item = (await json(request)) as { id: number; name: string };
    await query("insert into item values ($1, $2)", [item.id, item.name]);
    return { status: 201, body: item };
  }
  const [row] = await query("select id, name from item where id = $1", [request.url?.split("/").at(-1)]);
  return row ? { status: 200, body: row } : { status: 404, body: {} };
}

createServer((request, response) => {
  handle(request)
    .catch(() => ({ status: 503, body: {} }))
    .then(({ status, body }) => response.writeHead(status).end(JSON.stringify(body)));
}).listen(Number(process.env.PORT), process.env.HOST);
