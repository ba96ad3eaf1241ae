import { stdTimeFunctions } from "pino";

/** One JSON object a line: `time`, `level` as a word, `msg`, and the ids that the line is about. */
export const loggerOptions = {
  level: "info",
  base: null,
  timestamp: stdTimeFunctions.isoTime,
  formatters: { level: (label: string) => ({ level: label === "fatal" ? "error" : label }) },
};
