import type { BrokerMessage, CheckContext, JudgeBroker } from "@picking-labs/test-kit";
import { deadQueueOf } from "./names.ts";

/** Takes everything out of the tenant's dead letters. */
export function takeDeadLetters(broker: JudgeBroker): Promise<BrokerMessage[]> {
  return broker.takeAll(deadQueueOf(broker.tenant));
}

/** Waits for so many dead letters more than `known`, and returns them all. */
export async function deadLettersCome(
  t: CheckContext,
  broker: JudgeBroker,
  { count, within = 10_000, circumstance }: { count: number; within?: number; circumstance: string },
): Promise<BrokerMessage[]> {
  const letters: BrokerMessage[] = [];
  await t.eventually(
    async () => {
      if ((await broker.queue(deadQueueOf(broker.tenant))) === undefined) return false;
      letters.push(...(await takeDeadLetters(broker)));
      return letters.length >= count;
    },
    () =>
      `${circumstance}, and ${within / 1000} s later ${letters.length} of ${count} are in ${deadQueueOf(broker.tenant)}.`,
    { within, every: 100 },
  );
  return letters;
}

export async function countDeadLetters(broker: JudgeBroker): Promise<number> {
  return (await broker.queue(deadQueueOf(broker.tenant)))?.ready ?? 0;
}
