import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { findLab, listLabs } from "../catalog/index.ts";
import { GraderError } from "../errors.ts";
import { serviceChoice } from "../services/choice/index.ts";
import type { CheckFlags } from "./check.ts";
import { MISTAKES } from "./check-mistakes.ts";
import type { Context } from "./context.ts";
import { isolate } from "./isolate.ts";
import { needsOwnServers } from "./needs-own-servers.ts";
import { provideServers } from "./provide-servers.ts";

/** `check`: one line per finding as it ends, then the count that the test command sums up. */
export async function check(context: Context, flags: CheckFlags, typed?: string): Promise<number> {
  const { out, place, signal } = context;
  const services = serviceChoice(flags.services, context.env);
  const mistakes = mistakesAsked(flags, context.env);
  if (await needsOwnServers(services)) await provideServers(context, flags, typed);
  await using isolation = await isolate(context, flags, services);
  const names = typed === undefined ? await listLabs(place.labs) : [await findLab(place.labs, typed)];
  out.write(`Checking ${names.join(", ")} …\n`);
  const { checkLab } = await import("../engine/index.ts");
  let passed = 0;
  let leftOut = 0;
  const failures: string[] = [];
  for (const name of names) {
    const left = await checkLab({
      place,
      name,
      signal,
      only: flags.only,
      mistakes,
      isolation,
      services,
      updateGolden: flags.updateGolden,
      onFinding({ what, problems, notes, ms }) {
        if (problems.length === 0) passed++;
        else failures.push([`${name} ${what}`, ...problems].join("\n"));
        out.write(
          `  ${problems.length === 0 ? "✓ passed" : "✗ failed"}  ${name} ${what}  ${(ms / 1000).toFixed(1)} s\n`,
        );
        for (const note of notes) out.write(`      note: ${note}\n`);
        for (const problem of problems) out.write(`      ${problem.split("\n").join("\n      ")}\n`);
      },
    });
    if (left > 0)
      out.write(`  left out  ${left} mistakes of ${name}: check ${name} --mistakes every proves them too\n`);
    leftOut += left;
  }
  const failed = failures.length;
  if (flags.summary !== undefined) {
    const file = resolve(place.root, flags.summary);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify({ passed, failed, leftOut, failures })}\n`);
  }
  out.write(`${passed} passed, ${failed} failed${leftOut === 0 ? "" : `, ${leftOut} left out`}\n`);
  return failed === 0 ? 0 : 1;
}

function mistakesAsked(flags: CheckFlags, env: NodeJS.ProcessEnv) {
  const asked = flags.mistakes ?? (env.PICKING_LABS_MISTAKES || "every");
  const known = MISTAKES.find((name) => name === asked);
  if (known !== undefined) return known;
  throw new GraderError(
    "bad-option",
    `PICKING_LABS_MISTAKES is "${asked}", not one of ${MISTAKES.join(", ")}.`,
  );
}
