import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { findLab, listLabs } from "../catalog/index.ts";
import type { CheckFlags } from "./check.ts";
import type { Context } from "./context.ts";
import { isolate } from "./isolate.ts";
import { provideServers } from "./provide-servers.ts";

/** `check`: one line per finding as it ends, then the count that the test command sums up. */
export async function check(context: Context, flags: CheckFlags, typed?: string): Promise<number> {
  const { out, place, signal } = context;
  await provideServers(context, flags, typed);
  const isolation = await isolate(context, flags);
  const names = typed === undefined ? await listLabs(place.labs) : [await findLab(place.labs, typed)];
  out.write(`Checking ${names.join(", ")} …\n`);
  const { checkLab } = await import("../engine/index.ts");
  let passed = 0;
  const failures: string[] = [];
  for (const name of names)
    await checkLab({
      place,
      name,
      signal,
      only: flags.only,
      isolation,
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
  const failed = failures.length;
  if (flags.summary !== undefined) {
    const file = resolve(place.root, flags.summary);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify({ passed, failed, failures })}\n`);
  }
  out.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}
