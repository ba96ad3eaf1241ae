import type { IncomingMessage, ServerResponse } from "node:http";
import type { ReceivedRequest, ReceiverAnswer } from "./receiver.ts";

/** One request that has come whole, and the answer that it can get once. */
export class Incoming implements ReceivedRequest {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly text: string;
  readonly json: unknown;
  readonly #socket: IncomingMessage["socket"];
  #response: ServerResponse | undefined;

  constructor(at: number, request: IncomingMessage, text: string, response: ServerResponse) {
    this.at = at;
    this.method = request.method ?? "";
    this.path = request.url ?? "";
    this.headers = flatten(request);
    this.text = text;
    this.json = parse(text);
    this.#socket = request.socket;
    this.#response = response;
  }

  get open(): boolean {
    return !this.#socket.destroyed;
  }

  /** Whether it has not been answered yet. */
  get waits(): boolean {
    return this.#response !== undefined;
  }

  answer({ status, headers, body = "", unfinished = false }: ReceiverAnswer): void {
    const response = this.#response;
    this.#response = undefined;
    response?.writeHead(status, { connection: "close", ...headers });
    if (!unfinished) response?.end(body);
    else if (body === "") response?.flushHeaders();
    else response?.write(body);
  }

  cut(): void {
    this.#response = undefined;
    this.#socket.destroy();
  }
}

function flatten({ headersDistinct }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headersDistinct).map(([name, values = []]) => [name, values.join(", ")]),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
