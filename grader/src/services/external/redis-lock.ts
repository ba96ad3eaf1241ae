import { randomBytes } from "node:crypto";
import type { Redis } from "ioredis";
import { GraderError } from "../../errors.ts";

export type RedisNames = { id: string; judge: string; app: string };

/** The key of the lock, and how the connections of those who hold one are called. */
const LOCK = "picking-labs";

/** At once, so that two runs never both find the server empty. ARGV: our id, and that of a dead holder whose lock is taken over. */
const TAKE = `
local held = redis.call('get', KEYS[1])
if held and held ~= ARGV[2] then return {'held', held} end
if not held then
  local used = string.match(redis.call('info', 'keyspace'), 'db%d+')
  if used then return {'used', used} end
end
redis.call('set', KEYS[1], ARGV[1])
return {'ours', ''}`;

export function redisNames(id = randomBytes(4).toString("hex")): RedisNames {
  return { id, judge: `picking_judge_${id}`, app: `picking_app_${id}` };
}

/**
 * Takes the whole server, if nothing is in it. From then on what is in it is the run's, and is removed with it. The lock lies in
 * the last database; its holder lives as long as its connection. What a dead one has left goes first.
 * @throws GraderError `cannot-judge-here` when it is not empty or another run has it
 */
export async function takeRedis(session: Redis, { id }: RedisNames): Promise<void> {
  await session.client("SETNAME", `${LOCK}-${id}`);
  let [state, detail] = await take(session, id, "");
  if (state === "held" && !(await lives(session, detail))) {
    const dead = detail;
    [state, detail] = await take(session, id, dead);
    if (state === "ours") await emptyRedis(session, redisNames(dead));
  }
  if (state === "ours") return;
  throw new GraderError(
    "cannot-judge-here",
    state === "used"
      ? `The Redis that PICKING_LABS_REDIS_URL names is not empty: ${detail} has keys in it. Nothing was touched.`
      : "The Redis that PICKING_LABS_REDIS_URL names is in use by another run of the grader.",
    {
      cure:
        state === "used"
          ? "Name a Redis that holds nothing: a run must have all of it for itself."
          : "Wait until that run has ended, or name another Redis.",
    },
  );
}

/** Users first, which ends their connections, so that nothing is written any more; then the keys, then the lock. */
export async function releaseRedis(session: Redis, names: RedisNames): Promise<void> {
  await emptyRedis(session, names);
  await session.del(LOCK);
}

async function emptyRedis(session: Redis, { judge, app }: RedisNames): Promise<void> {
  await session.call("ACL", "DELUSER", app, judge);
  const lockedIn = session.options.db;
  for (const [, number] of (await session.info("keyspace")).matchAll(/^db(\d+):/gm))
    if (Number(number) !== lockedIn) await session.multi().select(Number(number)).flushdb().exec();
  await session.select(lockedIn ?? 0);
}

async function take(session: Redis, id: string, dead: string): Promise<[state: string, detail: string]> {
  return (await session.eval(TAKE, 1, LOCK, id, dead)) as [string, string];
}

async function lives(session: Redis, id: string): Promise<boolean> {
  return String(await session.client("LIST")).includes(` name=${LOCK}-${id} `);
}
