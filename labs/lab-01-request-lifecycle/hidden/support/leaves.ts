import type { CheckContext, ExitSeen, RunningApp } from "@picking-labs/test-kit";

/**
 * Waits for the end of an app that was sent SIGTERM, and fails unless its exit code is 0.
 * @param circumstance begins the failure: "SIGTERM came while nothing was in hand"
 * @param within in ms since the signal
 * @param passed of these
 */
export async function leaves(
  t: CheckContext,
  app: RunningApp,
  { circumstance, within, passed = 0 }: { circumstance: string; within: number; passed?: number },
): Promise<ExitSeen> {
  const exit = await app.exited({
    within: within - passed,
    otherwise: `${circumstance}, and the app still runs ${within / 1000} s later.`,
  });
  const how = exit.signal === null ? `its exit code was ${exit.code}` : `it was ended by ${exit.signal}`;
  t.verify(exit.code === 0, `${circumstance}. The app ended, and ${how}; promised is exit code 0.`);
  return exit;
}
