import { request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

const PIECE = 64 * 1024;
const LIMIT_MS = 10_000;
/** For an app that refuses as soon as it has read too much. One that reads to the end first gets the end then. */
const EARLY_MS = 400;

/**
 * Posts JSON without saying how long it is; gives the status of the answer, or in words why there is none. The end is held back until an
 * early answer had its time: what arrives after that answer, unread, would make the system throw the answer away.
 */
export async function postInChunks(url: string, path: string, body: string): Promise<number | string> {
  const { promise: answered, resolve } = Promise.withResolvers<number | string>();
  const sending = request(
    new URL(path, url),
    {
      method: "POST",
      agent: false,
      headers: { "content-type": "application/json", "transfer-encoding": "chunked" },
      signal: AbortSignal.timeout(LIMIT_MS),
    },
    (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    },
  );
  sending.once("error", ({ message }) => resolve(message));
  for (let at = 0; at < body.length; at += PIECE) sending.write(body.slice(at, at + PIECE));
  await Promise.race([answered, pause(EARLY_MS)]);
  sending.end();
  return answered.finally(() => sending.destroy());
}
