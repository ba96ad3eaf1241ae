import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { Client } from "pg";

let client: Promise<Client> | undefined;

/** One connection for all requests, opened when it is needed and forgotten when it breaks. */
function connection(): Promise<Client> {
  client ??= (async () => {
    const opened = new Client(process.env.DATABASE_URL);
    const forget = () => {
      client = undefined;
    };
    opened.on("error", forget);
    await opened.connect().catch((error) => {
      forget();
      throw error;
    });
    return opened;
  })();
  return client;
}

createServer(async (request, response) => {
  const { url, method } = request;
  const answer = (status: number, body: object) => response.writeHead(status).end(JSON.stringify(body));
  if (url === "/ping") return answer(200, { status: "ok" });
  try {
    const database = await connection();
    if (method === "POST") {
      const { id, name } = JSON.parse(await text(request));
      await database.query("insert into item (id, name) values ($1, $2)", [id, name]);
      return answer(201, { id, name });
    }
    const found = await database.query("select id, name from item where id = $1", [
      url?.slice("/items/".length),
    ]);
    return found.rows[0] ? answer(200, found.rows[0]) : answer(404, {});
  } catch {
    return answer(503, {});
  }
}).listen(Number(process.env.PORT), process.env.HOST);
