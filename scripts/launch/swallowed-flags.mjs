import { exitCodes, Problem } from "../setup/index.mjs";

/**
 * Flags of the grader, true for those that take a value. npm keeps every flag typed before a "--" for itself and
 * only leaves an environment variable; other package managers pass flags on.
 */
const flags = new Map([
  ["all", false],
  ["check", true],
  ["evidence", false],
  ["html", true],
  ["inspect", false],
  ["install", false],
  ["isolation", true],
  ["json", false],
  ["junit", true],
  ["markdown", true],
  ["only", true],
  ["port", true],
  ["repeat", true],
  ["seed", true],
  ["services", true],
  ["target", true],
  ["task", true],
  ["watch", false],
]);

/**
 * The arguments with those flags that npm kept put back where that is certain, and said so.
 * @param {{ name: string, typed: string[], env: NodeJS.ProcessEnv, say: (text: string) => void }} options
 */
export function recoverFlags({ name, typed: received, env, say }) {
  // pnpm hands on the "--" that npm takes away, so that both may be typed the same.
  const separator = received.indexOf("--");
  const typed = received.filter((_, index) => index !== separator);
  if (!env.npm_config_user_agent?.startsWith("npm/")) return typed;
  const kept = [...flags].flatMap(([flag, takesValue]) => {
    const value = env[`npm_config_${flag.replaceAll("-", "_")}`];
    return value === undefined ? [] : [{ flag, takesValue, value }];
  });
  if (kept.length === 0) return typed;

  const lost = kept.find(({ takesValue, value }) => takesValue && (value === "true" || value === ""));
  if (lost) throw new Problem(separatorAdvice(name, lost.flag), exitCodes.usage);
  const recovered = kept.flatMap(({ flag, takesValue, value }) => {
    if (takesValue) return [`--${flag}`, value];
    return value === "true" ? [`--${flag}`] : [`--no-${flag}`];
  });
  const again = ["npm run", name, "--", ...typed, ...recovered].join(" ");
  say(`npm kept ${recovered.join(" ")} for itself; taken up all the same. Safer: ${again}`);
  return [...typed, ...recovered];
}

/**
 * @param {string} name
 * @param {string} flag
 */
function separatorAdvice(name, flag) {
  return [
    `npm kept --${flag} for itself and lost its value.`,
    `Put "--" before the first flag: npm run ${name} lab-05 -- --${flag} …`,
  ].join("\n");
}
