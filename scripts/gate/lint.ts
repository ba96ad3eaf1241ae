import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { writeCounts } from "./results.ts";

/** Rules of the whole repository. Each one is a task of its own, so that each is cached by itself. */
const linters: Record<string, string[]> = {
  biome: ["biome", "check", "--error-on-warnings", "--max-diagnostics=50", "."],
  types: ["tsc", "-p", "."],
  unused: ["knip", "--no-progress"],
  arrows: ["depcruise", "--config", ".dependency-cruiser.cjs", "grader", "labs", "scripts", "shared"],
};

const scripts = join(import.meta.dirname, "..");
const [task = ""] = process.argv.slice(2);
const [tool = "", ...args] = linters[task] ?? [];
const { status } = spawnSync(join(scripts, "node_modules/.bin", tool), args, {
  cwd: join(scripts, ".."),
  stdio: "inherit",
});
const ok = status === 0;
writeCounts(scripts, task, ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
process.exitCode = ok ? 0 : 1;
