import { check } from "@picking-labs/test-kit";
import { allWell } from "../support/all-well.ts";
import { fiveRequests } from "../support/five-requests.ts";
import { shortOutage } from "../support/short-outage.ts";
import { steady } from "../support/steady.ts";

check(
  "blip-silent",
  async (t) => {
    const { app, redis } = await t.workplace();
    const outage = {
      make: () => fiveRequests(t, app, redis.cz),
      begin: () => redis.all.holdAnswers(),
      end: () => redis.all.release(),
    };
    const restore = () => allWell(t, app, redis);
    for (const ms of [500, 1_200]) {
      const circumstance = `while Redis was silent for ${ms / 1000} s`;
      await steady(t, app, () => shortOutage(t, ms, circumstance, outage), restore);
    }
  },
  { takesOverFrom: "blip-cut" },
);
