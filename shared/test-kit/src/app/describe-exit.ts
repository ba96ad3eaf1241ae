import type { AppExit } from "@picking-labs/contracts";

const LIMITS = { memory: "more memory", cpu: "more processor time", output: "more output" };

/** "ended with exit code 1", as it follows the app's name in a sentence. */
export function describeExit({ code, signal, reason }: AppExit): string {
  if (reason !== undefined) return `was ended because it used ${LIMITS[reason]} than this lab allows`;
  return signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
}
