import type { AppLine } from "../app-feed.ts";
import type { LogLine } from "./running-app.ts";

/** @param at ms since the check began */
export function readLogLine({ stream, line }: AppLine, at: number): LogLine {
  const plain = { at, stream, text: line };
  try {
    const json: unknown = JSON.parse(line);
    const isObject = typeof json === "object" && json !== null && !Array.isArray(json);
    return isObject ? { ...plain, json: json as Record<string, unknown> } : plain;
  } catch {
    return plain;
  }
}
