import { check, type RedisAction } from "@picking-labs/test-kit";
import { allWell } from "../support/all-well.ts";
import { fiveRequests } from "../support/five-requests.ts";
import { steady } from "../support/steady.ts";

/** Where the connection of a request is cut: at its first or its second command, before or after Redis has done it. */
const CUTS: [number, RedisAction, string][] = [
  [1, "cut-before", "whose connection was cut before Redis had its first command"],
  [1, "cut-after-answer-arrives", "whose connection was cut before the first answer of Redis arrived"],
  [2, "cut-after-answer-arrives", "whose connection was cut before the second answer of Redis arrived"],
];

check(
  "blip-cut",
  async (t) => {
    const { app, redis } = await t.workplace();
    const { proxy } = redis.cz;
    const restore = () => allWell(t, app, redis);
    for (const [at, action, circumstance] of CUTS)
      await steady(t, app, () => cutEach(at, action, circumstance), restore);

    async function cutEach(at: number, action: RedisAction, circumstance: string): Promise<void> {
      for (const { send, judge } of await fiveRequests(t, app, redis.cz)) {
        let [armed, count] = [true, 0];
        const isCut = proxy.once((message) => armed && !message.setup && ++count === at, action, {
          within: 60_000,
        });
        const answered = send();
        await Promise.race([isCut, answered]);
        const answer = await answered;
        armed = false;
        await judge(answer, circumstance);
      }
    }
  },
  { takesOverFrom: "blip-refused" },
);
