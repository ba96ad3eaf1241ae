import { evidenceLine, plain } from "../reports/index.ts";
import { serviceChoice } from "../services/choice/index.ts";
import type { Context } from "./context.ts";
import { isolate } from "./isolate.ts";
import type { ReplayFlags } from "./replay.ts";

/** `replay`: the steps of a failed check again, and everything that was seen, as one time line. */
export async function replay(context: Context, flags: ReplayFlags, typed: string): Promise<number> {
  const { out, place, signal } = context;
  const services = serviceChoice(flags.services, context.env);
  await using isolation = await isolate(context, flags, services);
  out.write(`Replaying ${typed} …\n`);
  const { replayCheck } = await import("../engine/index.ts");
  const { check, evidence } = await replayCheck({
    place,
    check: typed,
    lab: flags.lab,
    target: flags.target,
    isolation,
    services,
    signal,
    onEvent: (event) => event.type === "notice" && out.write(`  ${event.text}\n`),
  });
  out.write(`\n${check.title}\nThen it was seen: ${plain(check.failure.saw)}\nNow, step by step:\n\n`);
  for (const item of evidence) out.write(`${evidenceLine(item)}\n`);
  out.write("\nNothing was judged. Compare it with the brief, then grade again.\n");
  return 0;
}
