import type { Recorder } from "../evidence/index.ts";
import { type HttpResult, httpRequest } from "../http-client.ts";
import { clip } from "../show.ts";
import type { RequestOptions } from "./running-app.ts";

/** Of one text in the time line, in characters; the check itself gets all of it. */
const TEXT_KEPT = 4096;

type Asked = RequestOptions & { method: string; path: string; body?: unknown };

/**
 * One request to an app, as a step and an entry of the check's record.
 * @param ending the sentence part that tells how the app ended, when it did
 */
export async function exchange(
  asked: Asked,
  {
    url,
    name,
    recorder,
    ending,
  }: { url: string; name: string; recorder: Recorder; ending: () => Promise<string | undefined> },
): Promise<HttpResult> {
  const { method, path, timeoutMs } = asked;
  const { body, headers } = encode(asked);
  const text = body === undefined ? undefined : Buffer.from(body).toString("utf8");
  recorder.did({ do: "http", app: name, method, path, headers, ...(text !== undefined && { body: text }) });
  const seen: Seen = recorder.see({
    kind: "http",
    app: name,
    method,
    path,
    ...(text !== undefined && { body: clip(text, TEXT_KEPT) }),
    ms: 0,
    error: "no answer yet when the check ended",
  });
  const result = await httpRequest({ url, method, path, headers, body, timeoutMs });
  if (result.error !== undefined) {
    const end = await ending();
    if (end !== undefined) result.error += `; the app ${end}`;
  }
  complete(seen, result);
  return result;
}

type Seen = { ms: number; status?: number; response?: string; error?: string };

function complete(seen: Seen, { ms, status, text, error }: HttpResult): void {
  seen.ms = Math.round(ms);
  if (status !== 0) Object.assign(seen, { status, response: clip(text, TEXT_KEPT) });
  if (error === undefined) delete seen.error;
  else seen.error = error;
}

function encode({ body, headers = {} }: Asked): {
  body?: string | Uint8Array;
  headers: Record<string, string>;
} {
  if (body === undefined) return { headers };
  const typed = Object.keys(headers).some((name) => name.toLowerCase() === "content-type");
  return {
    body: typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body),
    headers: typed ? headers : { "content-type": "application/json", ...headers },
  };
}
