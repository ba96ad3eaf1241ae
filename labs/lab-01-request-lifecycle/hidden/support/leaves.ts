import type { CheckContext, ExitSeen, RunningApp } from "@picking-labs/test-kit";

/**
 * Waits for the end of an app that was sent SIGTERM, and fails unless its exit code is 0.
 * @param circumstance begins the failure: "SIGTERM came while nothing was in hand"
 */
export async function leaves(
  t: CheckContext,
  app: RunningApp,
  { circumstance, within }: { circumstance: string; within: number },
): Promise<ExitSeen> {
  const exit = await app.exited({
    within,
    otherwise: `${circumstance}, and the app still runs ${within / 1000} s later.`,
  });
  const how = exit.signal === null ? `its exit code was ${exit.code}` : `it was ended by ${exit.signal}`;
  t.verify(exit.code === 0, `${circumstance}. The app ended, and ${how}; promised is exit code 0.`);
  return exit;
}
