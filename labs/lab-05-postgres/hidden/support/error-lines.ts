import type { CheckContext, LogLine, RunningApp } from "@picking-labs/test-kit";

/** The app's log lines of level `error` that carry this order's id. */
export function errorLines(app: RunningApp, orderId: number): LogLine[] {
  return app.logs().filter(({ json }) => json?.level === "error" && carries(json, orderId));
}

/** Waits for the first such line. */
export function errorLine(
  t: CheckContext,
  app: RunningApp,
  orderId: number,
  otherwise: string,
  within = 10_000,
): Promise<LogLine> {
  return t.eventually(() => errorLines(app, orderId)[0], () => otherwise, { within });
}

/** `orderId` may stand at any depth of the line, as a number or as text. */
function carries(value: unknown, orderId: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, inner]) =>
    key === "orderId" ? String(inner) === String(orderId) : carries(inner, orderId),
  );
}
