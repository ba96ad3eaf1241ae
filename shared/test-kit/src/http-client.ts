import type { ClientRequest, IncomingMessage } from "node:http";
import { setImmediate as immediate, setTimeout as pause } from "node:timers/promises";
import { request as openRequest } from "./node-http.ts";

/** What came back. Never an exception for what the app did: then `status` is 0 or `error` says what was wrong. */
export interface HttpResult {
  /** 0 when no status line came. */
  status: number;
  /** Lower-case names; repeated headers joined by ", ". */
  headers: Record<string, string>;
  /** The body as UTF-8, invalid bytes replaced. */
  text: string;
  /** undefined when the body is not JSON. */
  json: unknown;
  ms: number;
  /** In plain words, when there is no complete answer. */
  error?: string;
}

export interface HttpRequest {
  /** Where the app listens, `http://127.0.0.1:20001`. */
  url: string;
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** For everything together, connecting included; 10 s when not given. */
  timeoutMs?: number;
}

const BODY_LIMIT = 1024 * 1024;
const HEADER_LIMIT = 16 * 1024;
/**
 * A connection that breaks while a large body is written may have brought an answer that nobody could read any more: the
 * server had refused and closed just before. That is luck, so such a request is made again, this often at most in all. Who
 * really closes without an answer does so each time.
 */
const BROKEN_AT_MOST = 3;

/** One request on a connection of its own: no redirects, `connection: close`, 1 MiB of body after decompression, 16 KiB of headers. */
export async function httpRequest({ timeoutMs = 10_000, ...asked }: HttpRequest): Promise<HttpResult> {
  const began = performance.now();
  const left = () => timeoutMs - (performance.now() - began);
  let result = await requestOnce(asked, { left: timeoutMs, timeoutMs });
  for (let attempt = 2; result.brokeWhileSending && attempt <= BROKEN_AT_MOST && left() > 0; attempt++) {
    const again = await requestOnce(asked, { left: left(), timeoutMs });
    // Of an app that has gone meanwhile, how it went says more.
    if (again.status === 0 && !again.brokeWhileSending) break;
    result = again;
  }
  const { brokeWhileSending, ...told } = result;
  return { ...told, ms: performance.now() - began };
}

/** What is left of the time for everything together, both in ms. */
type Limit = { left: number; timeoutMs: number };
type Once = Omit<HttpResult, "ms"> & { brokeWhileSending: boolean };

async function requestOnce(
  { url, method, path, headers = {}, body }: HttpRequest,
  limit: Limit,
): Promise<Once> {
  const { hostname, port } = new URL(url);
  const request = openRequest({
    hostname,
    port,
    method,
    path,
    agent: false,
    maxHeaderSize: HEADER_LIMIT,
    headers: {
      connection: "close",
      ...(body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) }),
      ...headers,
    },
  });
  const { response, bytes, problem, brokeWhileSending } = await exchange(request, body, limit);
  const opened = await decompress(bytes, String(response?.headers["content-encoding"] ?? ""));
  const text = opened.bytes.toString("utf8");
  const error = problem ?? opened.problem;
  return {
    status: response?.statusCode ?? 0,
    headers: flatten(response),
    text,
    json: parse(text),
    brokeWhileSending,
    ...(error === undefined ? {} : { error }),
  };
}

type Exchange = { response?: IncomingMessage; bytes: Buffer; problem?: string; brokeWhileSending: boolean };

function exchange(
  request: ClientRequest,
  body: string | Uint8Array | undefined,
  { left, timeoutMs }: Limit,
): Promise<Exchange> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let response: IncomingMessage | undefined;
    const timer = setTimeout(() => end(tooLate(timeoutMs, response !== undefined)), left);
    let isSending = false;
    let brokeWhileSending = false;

    function end(problem?: string): void {
      clearTimeout(timer);
      request.destroy();
      resolve({ response, bytes: Buffer.concat(chunks), problem, brokeWhileSending });
    }

    request.on("error", (error: NodeJS.ErrnoException) => {
      if (response !== undefined && !isParseError(error)) return;
      brokeWhileSending = isSending && BROKEN.has(error.code ?? "");
      end(explain(error));
    });
    request.on("upgrade", (_response, socket) => {
      socket.destroy();
      end("the app switched the protocol of the connection");
    });
    request.on("close", () => end(INCOMPLETE));
    request.on("response", (incoming) => {
      response = incoming;
      incoming.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > BODY_LIMIT) end(TOO_LARGE);
        else chunks.push(chunk);
      });
      incoming.on("end", () => end(incoming.complete ? undefined : INCOMPLETE));
      incoming.on("error", () => end(INCOMPLETE));
    });
    void send(request, body, {
      answered: () => response !== undefined,
      begins: () => {
        isSending = true;
      },
    });
  });
}

const BROKEN = new Set(["ECONNRESET", "EPIPE"]);

const PIECE = 64 * 1024;
const BEFORE_A_PIECE_MS = 2;
/** A server that knows nothing of "100 Continue" gets the body after this time. */
const HEAD_READ_WITHIN_MS = 1_000;
/** Who has read the head and refuses the body by its length has answered by then. */
const REFUSED_WITHIN_MS = 30;

/**
 * A server may refuse a large body by its length, before it has read it, and close. Who goes on sending then loses the
 * answer: so a large body waits until the server has read the head, then goes in pieces, and no further than to the answer.
 */
async function send(
  request: ClientRequest,
  body: string | Uint8Array | undefined,
  { answered, begins }: { answered(): boolean; begins(): void },
): Promise<void> {
  const bytes = Buffer.from(body ?? "");
  if (bytes.length <= PIECE) return void request.end(body);
  request.setHeader("content-length", bytes.length);
  request.setHeader("expect", "100-continue");
  await headRead(request);
  await pause(REFUSED_WITHIN_MS);
  for (let at = 0; at < bytes.length; at += PIECE) {
    await pause(BEFORE_A_PIECE_MS);
    // What has come meanwhile is read first: a write to a closed connection would throw it away.
    await immediate();
    if (answered() || request.destroyed) return;
    begins();
    request.write(bytes.subarray(at, at + PIECE));
  }
  request.end();
}

async function headRead(request: ClientRequest): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, HEAD_READ_WITHIN_MS);
  for (const event of ["continue", "response", "close"]) request.once(event, resolve);
  request.flushHeaders();
  await promise;
  clearTimeout(timer);
}

const INCOMPLETE = "the connection was closed before the answer was complete";
const TOO_LARGE = "the answer is larger than 1 MiB";

function tooLate(timeoutMs: number, begun: boolean): string {
  const limit = `${timeoutMs / 1000} s`;
  return begun ? `the answer was not complete within ${limit}` : `no answer within ${limit}`;
}

function explain(error: NodeJS.ErrnoException): string {
  if (error.code === "ECONNREFUSED") return "nothing accepts connections on the app's port";
  if (error.code === "HPE_HEADER_OVERFLOW") return "the headers of the answer are larger than 16 KiB";
  if (isParseError(error)) return `the answer is not valid HTTP (${error.message})`;
  if (BROKEN.has(error.code ?? "")) return "the connection was closed before an answer came";
  return `the connection broke (${error.code ?? error.message})`;
}

function isParseError(error: NodeJS.ErrnoException): boolean {
  return error.code?.startsWith("HPE_") ?? false;
}

function flatten(response: IncomingMessage | undefined): Record<string, string> {
  const entries = Object.entries(response?.headers ?? {});
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function decompress(bytes: Buffer, encoding: string): Promise<{ bytes: Buffer; problem?: string }> {
  if (encoding === "" || encoding === "identity" || bytes.length === 0) return { bytes };
  const { brotliDecompressSync, gunzipSync, inflateSync } = await import("node:zlib");
  const open = { gzip: gunzipSync, deflate: inflateSync, br: brotliDecompressSync }[encoding];
  if (open === undefined)
    return { bytes, problem: `the answer has the content-encoding "${encoding}", which was not asked for` };
  try {
    return { bytes: open(bytes, { maxOutputLength: BODY_LIMIT }) };
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    return {
      bytes: Buffer.alloc(0),
      problem: tooLarge
        ? TOO_LARGE
        : `the answer says content-encoding ${encoding} and cannot be decompressed`,
    };
  }
}
