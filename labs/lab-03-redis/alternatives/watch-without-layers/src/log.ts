type Details = Record<string, unknown>;

/** One JSON object a line on stdout. */
export function log(level: "info" | "warn" | "error", msg: string, details: Details = {}): void {
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), level, msg, ...details })}\n`);
}
