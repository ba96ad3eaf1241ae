import { readFileSync } from "node:fs";
import { join } from "node:path";
import { GOOD_ANSWER, server } from "../support/app-source.ts";

/** What a run of an app ends with: points, or the code of the problem that it ended with instead. */
export type Verdict = number | string;

export type Level = "process" | "bubblewrap" | "container";

/** An app that tries to get what is not its own, and its harmless twin. */
export type HostileApp = {
  /** In kebab-case, unique. */
  name: string;
  /** What it tries, in one line, for docs/hostile-apps.md. */
  tries: string;
  /** lab-92 when not given. */
  lab?: "lab-91" | "lab-92";
  attack: Source;
  /**
   * The same app with the same steps done to something harmless, with the verdict that shows that they work: that a theft
   * would be seen, that honest work of the same kind brings its points.
   */
  control: { source: Source; verdict: Verdict };
  /**
   * Without walls (L1) and behind walls (L2), when these are not the same. Both kinds of walls hold the same. Several, where it
   * depends on the moment which one it is.
   */
  expected: Verdict | readonly Verdict[] | { process: Verdict; walls: Verdict };
  /** Where the attack gets through without walls: what it gets, for docs/hostile-apps.md. */
  getsThrough?: string;
};

export function expectedWith({ expected }: HostileApp, level: Level): readonly Verdict[] {
  if (typeof expected !== "object") return [expected];
  return "walls" in expected ? [expected[level === "process" ? level : "walls"]] : expected;
}

/** What a thief answers once it has got something: it still looks alive. */
const SHOWN = `response.statusCode = request.url === "/ping" ? 200 : 500;
response.end(JSON.stringify({ status: "ok", got: String(got).slice(0, 200) }));`;

/** `src/main.ts`, or several files. */
export type Source = string | Record<string, string>;

/**
 * An app of lab-92 that has 100 points as long as `attempt` gets nothing. `attempt` is the body of an async function;
 * what it returns, when that is neither undefined, false nor empty, is shown instead of every promised answer: 0 points.
 */
export const thief = (attempt: string, imports = "") => `${imports}
const got = await (async () => { ${attempt} })().catch(() => undefined);
${server(`if (got) { ${SHOWN} } else ${GOOD_ANSWER}`)}`;

/** An app of lab-92 that answers everything wrong and so has 0 points, unless `steps` find a way to points. */
export const idler = (steps: string, imports = "") => `${imports}
${steps}
${server('response.statusCode = request.url === "/ping" ? 200 : 500; response.end(JSON.stringify({ status: "ok" }));')}`;

const ROWS = join(import.meta.dirname, "../labs/lab-91-rows/solution/src");

/**
 * The solution of lab-91, a small table of items in Postgres, that has 100 points as long as `attempt` gets nothing: see
 * `thief`. `pool` is a pool of connections as the app was given them, `pg` the library.
 */
export function databaseThief(attempt: string): Record<string, string> {
  const main = readFileSync(join(ROWS, "main.ts"), "utf8");
  const listen = "server.listen(";
  return {
    "src/items.ts": readFileSync(join(ROWS, "items.ts"), "utf8"),
    "src/main.ts": main.replace("type Answer", 'import pg from "pg";\n\ntype Answer').replace(
      listen,
      () => `const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 2 });
pool.on("error", () => {});
const got = await (async () => { ${attempt} })().catch(() => undefined);
await pool.end().catch(() => {});
(got ? createServer((request, response) => { ${SHOWN} }) : server).listen(`,
    ),
  };
}
