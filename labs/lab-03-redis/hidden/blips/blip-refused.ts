import { setTimeout as pause } from "node:timers/promises";
import { check } from "@picking-labs/test-kit";
import { appLives } from "@picking-labs/test-kit/every-app";
import { allWell } from "../support/all-well.ts";
import { fiveRequests } from "../support/five-requests.ts";
import { shortOutage } from "../support/short-outage.ts";
import { steady } from "../support/steady.ts";

/** By then the app's connections are known to be cut: what meets the cut itself is judged by another check. */
const NOTICED_MS = 120;

check("blip-refused", async (t) => {
  const { app, redis } = await t.workplace();
  const outage = {
    make: () => fiveRequests(t, app, redis.cz),
    async begin() {
      redis.all.refuse();
      redis.all.cut();
      await pause(NOTICED_MS);
    },
    end: () => redis.all.allow(),
  };
  const restore = () => allWell(t, app, redis);
  // The longer one first: who gives up between the two is told the same every time.
  for (const ms of [1_200, 500]) {
    const circumstance = `while Redis refused connections for ${ms / 1000} s`;
    await steady(t, app, () => shortOutage(t, ms, circumstance, outage), restore);
  }
  await appLives(t, app, "Redis had been away for 1.2 s");
});
