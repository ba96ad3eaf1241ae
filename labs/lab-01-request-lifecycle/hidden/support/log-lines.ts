import type { LogLine, RunningApp } from "@picking-labs/test-kit";

/** The request lines of one URL, as it was asked for. */
export function requestLines(app: RunningApp, url: string): LogLine[] {
  return app.logs().filter(({ json }) => json?.msg === "request" && json.url === url);
}

export function errorLines(app: RunningApp): LogLine[] {
  return app.logs().filter(({ json }) => json?.level === "error");
}

/** The lines of level `error` that carry this order's id. */
export function errorsOf(app: RunningApp, orderId: number): LogLine[] {
  return errorLines(app).filter(({ json }) => carries(json, orderId));
}

/** Whether a key `orderId`, at any depth, holds this id, as a number or as text. */
function carries(value: unknown, orderId: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, inner]) =>
    key === "orderId" ? Number(inner) === orderId : carries(inner, orderId),
  );
}
