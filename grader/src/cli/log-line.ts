import { painter, plain } from "../reports/index.ts";

/** Numbers are pino's own levels. */
const LEVELS: Record<string, string> = {
  10: "trace",
  20: "debug",
  30: "info",
  40: "warn",
  50: "error",
  60: "fatal",
};
const STYLES = { warn: "yellow", error: "red", fatal: "red" } as const;
/** The same in every line, and of use to programs only. */
const LEFT_OUT = new Set(["level", "time", "msg", "message", "pid", "hostname"]);
const WIDEST_LEVEL = 5;

/** A line of an app for a person: one of pino's as time, level, message and the rest; any other as it is. */
export function logLine(line: string, colour: boolean): string {
  const log = parsed(line);
  if (log === undefined) return plain(line);
  const paint = painter(colour);
  const level = levelOf(log.level);
  const style = STYLES[level as keyof typeof STYLES];
  const message = log.msg ?? log.message;
  const rest = Object.entries(log)
    .filter(([name]) => !LEFT_OUT.has(name))
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  const word = plain(level).slice(0, WIDEST_LEVEL).padEnd(WIDEST_LEVEL);
  return [
    ...(clock(log.time) === undefined ? [] : [paint("dim", clock(log.time) ?? "")]),
    style === undefined ? word : paint(style, word),
    ...(message === undefined ? [] : [plain(String(message))]),
    ...(rest.length === 0 ? [] : [paint("dim", plain(rest.join(" ")))]),
  ].join(" ");
}

function parsed(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    const value = JSON.parse(line) as Record<string, unknown>;
    return "level" in value ? value : undefined;
  } catch {
    return undefined;
  }
}

const levelOf = (level: unknown): string =>
  typeof level === "number" ? (LEVELS[level] ?? String(level)) : String(level);

/** pino writes ms since the epoch, or whatever its author chose. */
function clock(time: unknown): string | undefined {
  if (typeof time !== "number" && typeof time !== "string") return undefined;
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return undefined;
  const two = (part: number) => String(part).padStart(2, "0");
  const ms = String(date.getMilliseconds()).padStart(3, "0");
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${ms}`;
}
