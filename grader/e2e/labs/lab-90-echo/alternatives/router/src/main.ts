import { createServer, type IncomingMessage } from "node:http";
import { json } from "node:stream/consumers";

type Answer = { status: number; body: unknown };
type Route = (request: IncomingMessage) => Answer | Promise<Answer>;

let echoed = 0;

/** Routes as data: method and path → handler. */
const routes: Record<string, Route> = {
  "GET /ping": () => ({ status: 200, body: { status: "ok" } }),
  "GET /count": () => ({ status: 200, body: { count: echoed } }),
  "POST /echo": async (request) => {
    const { text } = (await json(request)) as { text?: unknown };
    if (typeof text !== "string")
      return { status: 422, body: { error: "validation_failed", message: "no text" } };
    echoed++;
    return { status: 200, body: { text } };
  },
};

createServer(async (request, response) => {
  const route = routes[`${request.method} ${request.url}`];
  const { status, body } = (await route?.(request)) ?? {
    status: 404,
    body: { error: "not_found", message: "no" },
  };
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}).listen({ port: process.env.PORT, host: process.env.HOST });
