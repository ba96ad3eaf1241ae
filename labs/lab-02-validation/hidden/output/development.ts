import type { CheckContext, RunningApp } from "@picking-labs/test-kit";

/** An app that has the route POST /dev/decision. */
export const developmentApp = (t: CheckContext): Promise<RunningApp> =>
  t.app({ env: { APP_PROFILE: "development" } });
