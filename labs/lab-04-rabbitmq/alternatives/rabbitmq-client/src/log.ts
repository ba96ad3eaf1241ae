type Level = "info" | "warn" | "error";

export type Log = (level: Level, msg: string, ids?: Record<string, unknown>) => void;

/** One JSON object a line on stdout. */
export const log: Log = (level, msg, ids = {}) => {
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), level, msg, ...ids })}\n`);
};
