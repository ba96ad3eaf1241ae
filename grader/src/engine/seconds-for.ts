import type { RedisSurroundings } from "@picking-labs/contracts";
import { ENOUGH_WORKPLACES, workplacesIn } from "@picking-labs/contracts/workplaces";

/** Below the time after which a suite gives up waiting for its grader. */
const MOST_SECONDS = 800;
/** That checks of one lab run side by side where there is room: they wait more than they work. */
const SIDE_BY_SIDE = 16;

/** How long a suite may take: longer where a Redis has databases for few checks at a time. */
export function secondsFor(seconds: number, redis: RedisSurroundings | undefined): number {
  const workplaces = redis === undefined ? ENOUGH_WORKPLACES : workplacesIn(redis);
  if (workplaces >= SIDE_BY_SIDE) return seconds;
  return Math.max(
    seconds,
    Math.min(MOST_SECONDS, Math.ceil((seconds * SIDE_BY_SIDE) / Math.max(1, workplaces))),
  );
}
