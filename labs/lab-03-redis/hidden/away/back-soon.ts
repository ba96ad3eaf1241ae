import { setTimeout as pause } from "node:timers/promises";
import { check } from "@picking-labs/test-kit";
import { told } from "@picking-labs/test-kit/every-app";
import { allWell } from "../support/all-well.ts";
import { keepAsking } from "../support/keep-asking.ts";

const AWAY_MS = 6_500;
/** Three seconds are promised. */
const BACK_LIMIT_MS = 4_500;

check(
  "back-soon",
  async (t) => {
    const { app, redis } = await t.workplace();
    const path = "/get_orders/cz/1100";
    await allWell(t, app, redis);
    redis.cz.proxy.refuse();
    redis.cz.proxy.cut();
    const asking = keepAsking(app, path);
    await pause(AWAY_MS);
    redis.cz.proxy.allow();
    const limit = performance.now() + BACK_LIMIT_MS;
    let last = "";
    await t.eventually(
      async () => {
        const answer = await app.get(path, { timeoutMs: Math.max(50, limit - performance.now()) });
        last = told(answer);
        return answer.status === 200;
      },
      () =>
        `The Redis of cz was away for 6.5 s. ${BACK_LIMIT_MS / 1000} s after it was back, GET ${path} still ${last}.`,
      { within: BACK_LIMIT_MS, every: 100 },
    );
    await asking.end();
  },
  { takesOverFrom: "nobody-waits-for-ever" },
);
