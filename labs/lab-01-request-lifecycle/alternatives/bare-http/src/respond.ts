import type { IncomingMessage, ServerResponse } from "node:http";
import { writeLine } from "./log.ts";
import { Refusal } from "./refusal.ts";
import type { Answer, Routes } from "./routes.ts";
import { Stopwatch } from "./stopwatch.ts";

/** One request from its headers to its log line. Whatever happens in between, one answer leaves. */
export async function respond(
  routes: Routes,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const stopwatch = new Stopwatch(request);
  const { method = "", url = "" } = request;
  let status = 200;
  let answer: Answer;
  try {
    answer = await handle(routes, request);
  } catch (error) {
    const refusal = error instanceof Refusal ? error : unexpected(error, url);
    status = refusal.status;
    answer = { body: { error: refusal.code, message: refusal.message } };
  }
  response.once("finish", () => {
    const times = { queueMs: Number(stopwatch.queue), appMs: Number(stopwatch.app) };
    writeLine("info", "request", { method, url, status, ...times });
    answer.afterwards?.();
  });
  const text = JSON.stringify(answer.body);
  stopwatch.stop();
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
    "server-timing": `queue;dur=${stopwatch.queue}, app;dur=${stopwatch.app}`,
  });
  response.end(text);
}

async function handle(routes: Routes, request: IncomingMessage): Promise<Answer> {
  const [path, query = ""] = (request.url ?? "").split("?", 2);
  const handler = routes.get(`${request.method} ${path}`);
  if (handler === undefined) throw new Refusal(404, "not_found", "nothing is here");
  return handler(request, new URLSearchParams(query));
}

function unexpected(error: unknown, url: string): Refusal {
  const { stack } = Object(error);
  writeLine("error", "request failed", { url, stack });
  return new Refusal(500, "internal", "something went wrong");
}
