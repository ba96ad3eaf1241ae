import type { Redis } from "ioredis";
import { GraderError } from "../../errors.ts";
import { assertNotTooOld } from "../minimum-versions.ts";

/** Five for the app that checks share, five for one check at a time, and one that holds the lock. */
const LEAST_DATABASES = 11;
/** Everything that the grader will do by the login of the URL. */
const NEEDED = [
  ["acl", "setuser", "someone"],
  ["acl", "deluser", "someone"],
  ["client", "list"],
  ["eval", "return 1", "0"],
  ["flushdb"],
];

/**
 * Looks at everything that a run will need before it changes anything.
 * @throws GraderError `cannot-judge-here` with each thing that is missing
 */
export async function checkRedis(session: Redis): Promise<{ version: string; databases: number }> {
  const info = await session.info("everything").catch(() => "");
  const told = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, "m").exec(info)?.[1] ?? "";
  const version = told("redis_version");
  if (version === "") throw missing(["its user may not ask for INFO"]);
  assertNotTooOld("redis", version);
  const databases = await databaseCount(session);
  const wanting = [
    ...(await forbidden(session)),
    ...(told("role") === "master" ? [] : ["it is a replica, which cannot be written to"]),
    ...(told("cluster_enabled") === "1" ? ["it is a cluster, which has no numbered databases"] : []),
    ...(databases === undefined ? ["its user may not read how many databases it has (CONFIG GET)"] : []),
    ...(databases !== undefined && databases < LEAST_DATABASES
      ? [
          `it has ${databases} databases, and a run needs ${LEAST_DATABASES}: each tenant has one of its own, for the app that checks share and for a check that breaks something, and one says that the run is there (databases in redis.conf; a Redis that is not told otherwise has 16)`,
        ]
      : []),
  ];
  if (wanting.length > 0 || databases === undefined) throw missing(wanting);
  return { version, databases };
}

async function databaseCount(session: Redis): Promise<number | undefined> {
  const answer = await session.call("CONFIG", "GET", "databases").catch(() => undefined);
  const count = Array.isArray(answer) ? Number(answer[1]) : Number.NaN;
  return Number.isInteger(count) ? count : undefined;
}

async function forbidden(session: Redis): Promise<string[]> {
  const refused: string[] = [];
  try {
    const user = String(await session.call("ACL", "WHOAMI"));
    for (const command of NEEDED)
      if ((await session.call("ACL", "DRYRUN", user, ...command)) !== "OK")
        refused.push(
          command
            .slice(0, command[0] === "eval" ? 1 : 2)
            .join(" ")
            .toUpperCase(),
        );
  } catch {
    return ["its user may not make other users (ACL)"];
  }
  return refused.length === 0 ? [] : [`its user may not run ${refused.join(", ")}`];
}

const missing = (what: string[]) =>
  new GraderError(
    "cannot-judge-here",
    `The Redis that PICKING_LABS_REDIS_URL names cannot be used: ${what.join("; ")}.`,
  );
