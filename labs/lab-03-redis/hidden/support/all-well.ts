import { type Country, WAREHOUSES } from "@picking-labs/domain";
import type { CheckContext, RedisPlaces, RunningApp } from "@picking-labs/test-kit";
import { told } from "@picking-labs/test-kit/every-app";

/** Ends the faults, and waits until the app has its Redis again. */
export async function allWell(
  t: CheckContext,
  app: RunningApp,
  redis: RedisPlaces,
  countries: readonly Country[] = ["cz"],
): Promise<void> {
  redis.all.allow();
  redis.all.release();
  for (const country of countries) {
    const path = `/get_orders/${country}/${WAREHOUSES[country][0]}`;
    let last = "";
    await t.eventually(
      async () => {
        const answer = await app.get(path);
        last = told(answer);
        return answer.status === 200;
      },
      () => `Redis has been back for 10 s, and GET ${path} ${last}. Promised is 200.`,
      { within: 10_000, every: 50 },
    );
  }
}
