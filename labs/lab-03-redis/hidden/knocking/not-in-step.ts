import { setTimeout as pause } from "node:timers/promises";
import { COUNTRIES, type Country, WAREHOUSES } from "@picking-labs/domain";
import { type CheckContext, check, type Workplace } from "@picking-labs/test-kit";
import { allWell } from "../support/all-well.ts";
import { keepAsking } from "../support/keep-asking.ts";
import { steady } from "../support/steady.ts";
import { shownMoments } from "./knocks.ts";

const WATCHED_MS = 7_000;
/** Fewer attempts than this tell nothing. */
const FEWEST = 4;
/** Together is what falls within this part of the time since Redis went; chance of a tenth soon takes them further apart. */
const TOGETHER = 0.012;
/** Before this time, chance has not added up. */
const SETTLED_MS = 600;
/** A busy machine may bring some of them together by delay, or apart; who is in step is so most of the time. */
const MOSTLY = 0.5;

check("not-in-step", async (t) => {
  const workplace = await t.workplace();
  const { app, redis } = workplace;
  await steady(
    t,
    app,
    () => drift(t, workplace),
    () => allWell(t, app, redis, COUNTRIES),
  );
});

async function drift(t: CheckContext, { app, redis }: Workplace): Promise<void> {
  redis.all.refuse();
  for (const country of COUNTRIES) redis[country].proxy.reset();
  redis.all.cut();
  // Not all at once: who connects when asked would be in step because of us.
  const asking = [];
  for (const country of COUNTRIES) {
    asking.push(keepAsking(app, `/get_orders/${country}/${WAREHOUSES[country][0]}`));
    await pause(t.random.integer(20, 60));
  }
  await pause(WATCHED_MS);
  const moments = new Map<Country, number[]>(
    COUNTRIES.map((country) => [country, redis[country].proxy.attempts().map(({ at }) => at)]),
  );
  redis.all.allow();
  await Promise.all(asking.map((one) => one.end()));

  const begin = Math.min(...[...moments.values()].flat());
  const lists = [...moments.values()];
  const common = Math.min(...lists.map((list) => list.length));
  t.verify(
    common >= FEWEST,
    () =>
      `All five tenants lost their Redis for 7 s, and the app tried to reach one of them only ${common} times.`,
  );
  // Whose are the fewest is asked where the others were. Not the third of each and then the fourth: one more attempt of one
  // of them, and those who knock together would be compared with each other's next.
  const fewest = lists.find((list) => list.length === common) ?? [];
  const rounds = fewest
    .map((at) => lists.map((list) => nearest(list, at) - begin))
    .map((at) => ({ first: Math.min(...at), last: Math.max(...at) }))
    .filter(({ first }) => first > SETTLED_MS);
  const together = rounds.filter(({ first, last }) => last - first < TOGETHER * last).length;
  const shown = COUNTRIES.map((country) => {
    const own = moments.get(country) ?? [];
    return `${country} ${shownMoments(
      own.map((at) => at - begin),
      common,
    )}`;
  });
  t.note(`the app tried to connect at these seconds: ${shown.join("; ")}`);
  t.verify(
    together < MOSTLY * rounds.length,
    "All five tenants lost their Redis at the same moment, and the app tried to reach all of them again at the same moments, each time. (The time line has the moments.) Promised is chance in every pause.",
  );
}

const nearest = (moments: readonly number[], at: number) =>
  moments.reduce((best, one) => (Math.abs(one - at) < Math.abs(best - at) ? one : best), Infinity);
