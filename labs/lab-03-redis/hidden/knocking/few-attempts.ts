import { check } from "@picking-labs/test-kit";
import { knocks, pausesOf } from "./knocks.ts";

const WATCHED_MS = 10_300;
const SPAN_MS = 9_900;
/** Fifteen are promised. */
const MOST = 16;
/** 20 ms are promised. */
const SHORTEST_MS = 15;

check("few-attempts", async (t) => {
  const moments = await knocks(t, await t.workplace(), WATCHED_MS);
  const inSpan = moments.filter((ms) => ms < SPAN_MS);
  t.verify(
    inSpan.length <= MOST,
    "Redis refused connections, requests for it came all the time, and the app tried to connect more than 15 times within 10 s. (The time line has the moments.)",
  );
  const pauses = pausesOf(moments);
  const hasty = pauses.findIndex(
    (ms, index) => ms < SHORTEST_MS && (pauses[index + 1] ?? SHORTEST_MS) < SHORTEST_MS,
  );
  t.verify(
    hasty === -1,
    "Redis refused connections, and the app tried to connect three times with less than 20 ms in between, twice in a row. (The time line has the moments.)",
  );
});
