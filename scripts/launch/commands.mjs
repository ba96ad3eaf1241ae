import { exitCodes, Problem } from "../setup/index.mjs";

/**
 * @typedef {object} Command
 * @property {string[]} start arguments for Node, relative to the repository's root
 * @property {boolean} everything whether it needs the maintainers' tools
 */

/** Maintainers' commands; the tools that they call are installed on their first use. */
const maintenance = new Map([
  ["test", ["scripts/gate/test.ts"]],
  ["lint", ["scripts/gate/test.ts", "--lint-only"]],
  ["format", ["scripts/node_modules/@biomejs/biome/bin/biome", "check", "--write", "."]],
  ["bench", ["grader/bench/main.ts"]],
  ["stress", ["scripts/stress/main.ts"]],
  ["hooks", ["scripts/node_modules/lefthook/bin/index.js", "install"]],
]);

/**
 * Everything else is a command of the grader, which knows its own names: to add one, add it to package.json.
 * @param {string} name
 * @returns {Command}
 */
export function findCommand(name) {
  if (name === "") throw new Problem("Which command? For example: npm run grade lab-05", exitCodes.usage);
  const start = maintenance.get(name);
  if (start !== undefined) return { start, everything: true };
  return { start: ["grader/src/cli/main.ts", name], everything: false };
}
