import { type CheckContext, check, type Workplace } from "@picking-labs/test-kit";
import { allWell } from "../support/all-well.ts";
import { steady } from "../support/steady.ts";
import { knocks, pausesOf } from "./knocks.ts";

const WATCHED_MS = 9_600;
/** 2.5 s are promised. */
const LONGEST_MS = 3_000;
/** Pauses that double reach their limit within a few attempts: only the first ones are short. */
const EARLY = 3;
/** How much longer the later half is on average than the first ones: with chance in them, equal ones differ a little. */
const GROWTH = 1.25;
/** And by so much at least: a busy machine draws pauses of some milliseconds out. Fifteen attempts in 10 s leave no right app below. */
const GROWTH_MS = 100;

check("pauses-grow", async (t) => {
  const workplace = await t.workplace();
  const { app, redis } = workplace;
  await steady(
    t,
    app,
    () => pausesGrow(t, workplace),
    () => allWell(t, app, redis),
  );
});

async function pausesGrow(t: CheckContext, workplace: Workplace): Promise<void> {
  const moments = await knocks(t, workplace, WATCHED_MS);
  const pauses = pausesOf(moments);
  const open = WATCHED_MS - (moments.at(-1) ?? 0);
  const longest = Math.max(...pauses, open);
  t.verify(
    longest <= LONGEST_MS,
    `Redis refused connections for 9.6 s. Between two attempts to connect, one pause of the app is ${(longest / 1000).toFixed(1)} s or longer, promised are at most 2.5 s.`,
  );
  const half = Math.floor(pauses.length / 2);
  const first = Math.min(EARLY, half);
  const [early, late] = [mean(pauses.slice(0, first)), mean(pauses.slice(-half))];
  t.verify(
    late >= Math.max(early * GROWTH, early + GROWTH_MS),
    `Redis refused connections for 9.6 s. Of the pauses between attempts to connect, the first ${first} are ${Math.round(early)} ms on average, the later half ${Math.round(late)} ms. Promised is that pauses grow.`,
  );
}

const mean = (numbers: number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
