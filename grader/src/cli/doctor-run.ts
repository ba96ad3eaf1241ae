import type { Context } from "./context.ts";
import { type Finding, findings } from "./doctor-findings.ts";

const WORDS = { yes: "yes", no: "no ", optional: "-  " } as const;

/** `doctor`: one line for each precondition, with a cure below what is missing; exit code 1 when a lab cannot be graded. */
export async function doctor({ out, place }: Context): Promise<number> {
  const found = await findings(place);
  for (const finding of found) out.write(shown(finding));
  const missing = found.filter(({ state }) => state === "no").length;
  out.write(
    missing === 0
      ? "\nEverything that the labs need is here.\n"
      : `\n${missing === 1 ? "One thing is" : `${missing} things are`} missing; lines that begin with - are not needed.\n`,
  );
  return missing === 0 ? 0 : 1;
}

function shown({ state, name, seen, cure }: Finding): string {
  const line = `${WORDS[state]}  ${name.padEnd(20)} ${seen}\n`;
  return state === "yes" || cure === undefined ? line : `${line}     ${cure}\n`;
}
