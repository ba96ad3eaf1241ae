import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Log } from "../log.ts";
import { isProblem, problem, problemBody } from "./problem.ts";
import { readJson } from "./read-json.ts";

export type Call = { query: URLSearchParams; body: unknown };
export type Handler = (call: Call) => Promise<unknown>;

/** A server for a table of "METHOD /path" → handler; what a handler returns is answered as JSON. */
export function serve(routes: Record<string, Handler>, log: Log): Server {
  const table = new Map(Object.entries(routes));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://host");
      const handler = table.get(`${request.method} ${pathname}`);
      if (handler === undefined) throw problem(404, `there is no ${request.method} ${pathname}`);
      const body = request.method === "POST" ? await readJson(request) : undefined;
      send(response, 200, await handler({ query: searchParams, body }));
    } catch (error) {
      if (isProblem(error)) return send(response, error.status, problemBody(error));
      log("error", "request failed", { reason: String(error) });
      send(response, 500, problemBody(problem(500, "something went wrong here")));
    }
  }

  return createServer((request, response) => void answer(request, response));
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed) return;
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(body));
}
