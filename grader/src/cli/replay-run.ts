import { GraderError } from "../errors.ts";
import type { Context } from "./context.ts";
import type { ReplayFlags } from "./replay.ts";

export async function replay(_context: Context, _flags: ReplayFlags, check: string): Promise<number> {
  throw new GraderError("nothing-to-replay", `No failed check "${check}" is on record.`);
}
