import type { RunningApp } from "../app/index.ts";
import type { CheckContext } from "../check-context.ts";

/** For an error that nobody catches to end the process. */
const LATE_MS = 250;

/**
 * Fails when the app ends within a quarter of a second.
 * @param happened begins the failure: "Postgres cut the app's connections"
 */
export async function appLives(t: CheckContext, app: RunningApp, happened: string): Promise<void> {
  const ended = t.never(
    async () => !app.running,
    () => happened,
    { for: LATE_MS },
  );
  await ended.catch(async (failure: unknown) => {
    if (app.running) throw failure;
    const { code, signal } = await app.exited();
    t.fail(`${happened}, and the app ended ${signal === null ? `with exit code ${code}` : `by ${signal}`}.`);
  });
}
