import type { Config } from "../config.ts";
import type { DecisionRecord } from "./decision.ts";

export type DecisionWriter = ReturnType<typeof decisionWriter>;

/** Writes decisions to the table, unless this is a machine of a developer. */
export function decisionWriter(insert: (decision: DecisionRecord) => Promise<void>, config: Config) {
  async function record(decision: DecisionRecord): Promise<void> {
    const isDeveloper = config.profile === "development" || config.profile === "testing";
    if (isDeveloper && config.databaseUrl === undefined) return;
    await insert(decision);
  }

  return { record };
}
