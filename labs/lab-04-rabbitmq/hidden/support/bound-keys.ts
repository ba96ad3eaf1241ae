import type { JudgeBroker } from "@picking-labs/test-kit";
import { queueOf } from "./names.ts";

/** The routing keys that the tenant's queue is bound with. A key that is missing is the matter of one check, not of all. */
export async function boundKeys(broker: JudgeBroker): Promise<Set<string>> {
  const bindings = await broker.bindings();
  const own = bindings.filter(({ destination }) => destination === queueOf(broker.tenant));
  return new Set(own.map(({ routingKey }) => routingKey));
}
