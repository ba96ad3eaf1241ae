import type { LogLine, RunningApp } from "../app/index.ts";
import type { CheckContext } from "../check-context.ts";

/** How many log lines of level `error` carry each order's id. */
export function errorCounts(app: RunningApp): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { json } of errors(app)) {
    for (const orderId of orderIdsIn(json)) counts.set(orderId, (counts.get(orderId) ?? 0) + 1);
  }
  return counts;
}

/** How many log lines of level `error` carry this order's id. */
export function errorCount(app: RunningApp, orderId: number): number {
  return errorCounts(app).get(orderId) ?? 0;
}

/** Waits for the first such line. */
export async function errorNames(
  t: CheckContext,
  app: RunningApp,
  orderId: number,
  otherwise: string,
  within = 10_000,
): Promise<void> {
  await t.eventually(
    () => {
      if (errorCount(app, orderId) > 0) return true;
      t.verify(app.running, `The app ended, and no error line has the orderId ${orderId}.`);
      return false;
    },
    () => otherwise,
    { within },
  );
}

function errors(app: RunningApp): LogLine[] {
  return app.logs().filter(({ json }) => json?.level === "error");
}

/** The different values of `orderId` in a line, at any depth, as a number or as text. */
function orderIdsIn(value: unknown): Set<number> {
  if (typeof value !== "object" || value === null) return new Set();
  return new Set(
    Object.entries(value).flatMap(([key, inner]) =>
      key === "orderId" ? [Number(inner)] : [...orderIdsIn(inner)],
    ),
  );
}
