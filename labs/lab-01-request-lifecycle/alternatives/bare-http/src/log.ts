/** One JSON line on stdout. */
export function writeLine(level: "info" | "warn" | "error", msg: string, more: object = {}): void {
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), level, msg, ...more })}\n`);
}
