import { globSync, rmSync } from "node:fs";
import { join } from "node:path";
import { mistakesLine } from "./mistakes.ts";
import { engineAnswers, providersLine } from "./providers.ts";
import { summarize } from "./summary.ts";
import { runTasks } from "./turbo.ts";

const lintTasks = ["biome", "types", "unused", "arrows"];
const allTasks = [...lintTasks, "test", "check"];

const root = join(import.meta.dirname, "../..");
const lintOnly = process.argv.includes("--lint-only");
const args = process.argv.slice(2).filter((arg) => arg !== "--lint-only");

// Counts of an earlier run must not stand in for a task that leaves none in this one.
for (const results of globSync("{scripts,grader,shared/*,labs/*}/.results", { cwd: root })) {
  rmSync(join(root, results), { recursive: true });
}
const runs = await runTasks(root, lintOnly ? lintTasks : allTasks, { args });
const note = lintOnly
  ? []
  : [...mistakesLine(process.env), providersLine({ env: process.env, engineAnswers })];
const { text, ok } = summarize(runs, note);
process.stdout.write(`\n${text}\n`);
process.exitCode = ok ? 0 : 1;
