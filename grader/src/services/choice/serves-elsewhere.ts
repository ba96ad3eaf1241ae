import { missingServers } from "../installation/index.ts";

/** Whether `auto` finds what this machine lacks in containers; where nothing is missing, no engine is asked. */
export async function servesElsewhere(env: NodeJS.ProcessEnv): Promise<boolean> {
  if (missingServers().length === 0) return false;
  const { askEngine } = await import("../docker/index.ts");
  return (await askEngine(env)).problem === undefined;
}
