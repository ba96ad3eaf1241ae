import type { BrokerPlace, CheckContext } from "@picking-labs/test-kit";
import { queueOf } from "./names.ts";

export type Counts = { ready: number; unacked: number; total: number };

/** What a tenant's queue holds, and what of it the app has in hand. */
export async function countsOf(broker: BrokerPlace): Promise<Counts> {
  const ready = (await broker.queue(queueOf(broker.tenant)))?.ready ?? 0;
  const { unacked } = broker.proxy.counts();
  return { ready, unacked, total: ready + unacked };
}

/** Waits until everything in the tenant's queue is settled. */
export async function settled(
  t: CheckContext,
  broker: BrokerPlace,
  circumstance: string,
  within = 15_000,
): Promise<void> {
  let last: Counts = { ready: 0, unacked: 0, total: 0 };
  await t.eventually(
    async () => {
      last = await countsOf(broker);
      return last.total === 0;
    },
    () =>
      `${circumstance}, and ${within / 1000} s later messages are ${last.unacked > 0 ? "unacked" : "ready and in nobody's hands"} in ${queueOf(broker.tenant)}.`,
    { within },
  );
}

/** Waits until the app has messages in hand. */
export async function inHand(t: CheckContext, broker: BrokerPlace, circumstance: string): Promise<Counts> {
  return t.eventually(
    async () => {
      const counts = await countsOf(broker);
      return counts.unacked > 0 && counts;
    },
    () =>
      `${circumstance}, and 10 s later no message of ${queueOf(broker.tenant)} is unacked: nobody has one in hand.`,
    { within: 10_000 },
  );
}

/** Waits until the app has nothing in hand, and counts from zero: an ack of what came before would count as well. */
export async function countAfresh(t: CheckContext, broker: BrokerPlace): Promise<void> {
  await settled(t, broker, "Before anything was made difficult, messages were published");
  broker.proxy.reset();
}
