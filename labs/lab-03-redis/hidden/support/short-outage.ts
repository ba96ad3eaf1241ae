import { setTimeout as pause } from "node:timers/promises";
import type { CheckContext } from "@picking-labs/test-kit";
import type { Expected } from "./five-requests.ts";

/** Up to here callers notice nothing. An outage that a busy machine has drawn out beyond tells nothing. */
const PROMISED_MS = 1_500;
const MARGIN_MS = 80;
const TRIES = 3;

/**
 * Takes Redis away for a time, with requests that come while it is away, and judges their answers.
 * @param make what is asked; made anew for each outage
 */
export async function shortOutage(
  t: CheckContext,
  forMs: number,
  circumstance: string,
  outage: { make(): Promise<Expected[]>; begin(): void | Promise<void>; end(): void },
): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const requests = await outage.make();
    const began = performance.now();
    await outage.begin();
    const answers = requests.map(({ send }) => send());
    await pause(forMs - (performance.now() - began));
    outage.end();
    const lasted = performance.now() - began;
    const all = await Promise.all(answers);
    if (lasted > PROMISED_MS - MARGIN_MS) {
      t.note(`the outage lasted ${Math.round(lasted)} ms on this machine, which tells nothing: once more`);
      continue;
    }
    for (const [index, request] of requests.entries()) {
      const answer = all[index];
      if (answer !== undefined) await request.judge(answer, circumstance);
    }
    return;
  }
  throw new Error(`an outage of ${forMs} ms took longer than ${PROMISED_MS} ms, ${TRIES} times`);
}
