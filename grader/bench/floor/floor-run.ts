import type { SuiteContext } from "@picking-labs/contracts";
import type { ContainerRequest } from "./postgres-container.ts";

/** What the bench hands to a floor run through the environment: services that are up, and what is to be run. */
export type FloorRun = {
  /** The suite's folder. */
  suite: string;
  /** The app's entry in TypeScript, which tsx starts. */
  entry: string;
  context: SuiteContext;
  /** Instead of the services in `context`: started by the set-up itself, as a part of what is measured. */
  container?: ContainerRequest & { labEnv: Record<string, string> };
};

export const FLOOR_RUN = "PICKING_LABS_FLOOR_RUN";

export function readFloorRun(env: NodeJS.ProcessEnv): FloorRun {
  const text = env[FLOOR_RUN];
  if (text === undefined) throw new Error(`${FLOOR_RUN} is not set: start this through the bench`);
  return JSON.parse(text);
}
