import { setTimeout as pause } from "node:timers/promises";
import type { CheckContext, Workplace } from "@picking-labs/test-kit";
import { keepAsking } from "../support/keep-asking.ts";

/** For how long Redis refuses, and in ms since then the moments at which the app has tried to connect. */
export async function knocks(t: CheckContext, { app, redis }: Workplace, forMs: number): Promise<number[]> {
  const { proxy } = redis.cz;
  t.verify((await app.get(PATH)).status === 200, `GET ${PATH} is not answered 200 while Redis is well.`);
  proxy.refuse();
  proxy.reset();
  const began = performance.now();
  proxy.cut();
  const asking = keepAsking(app, PATH);
  await pause(forMs);
  const lasted = performance.now() - began;
  const attempts = proxy.attempts();
  proxy.allow();
  await asking.end();
  t.verify(
    attempts.length > 0,
    `Redis refused connections for ${Math.round(lasted / 1000)} s, requests came all the time, and the app has not tried once to connect again.`,
  );
  const first = attempts[0]?.at ?? 0;
  const moments = attempts.map(({ at }) => at - first);
  t.note(`the app tried to connect at these seconds: ${shownMoments(moments)}`);
  return moments;
}

const PATH = "/get_orders/cz/8799";

/** The times between one moment and the next. */
export function pausesOf(moments: readonly number[]): number[] {
  return moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0));
}

export const shownMoments = (moments: readonly number[], most = 20): string =>
  moments
    .slice(0, most)
    .map((ms) => (ms / 1000).toFixed(2))
    .join(", ") + (moments.length > most ? ", …" : "");
