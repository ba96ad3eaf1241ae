import type { Evidence } from "@picking-labs/contracts";
import { plain } from "./plain.ts";

/** Of one body or line; the JSON report has more. */
const LONGEST = 160;

/** One line of the time line: when, who, what. */
export function evidenceLine(item: Evidence): string {
  const at = `${Math.round(item.at)} ms`.padStart(8);
  return `${at}  ${plain(describe(item)).replace(/\s*\n\s*/g, " ")}`;
}

function describe(item: Evidence): string {
  switch (item.kind) {
    case "http": {
      const answer = item.error ?? `${item.status} ${cut(item.response ?? "")}`;
      return `${item.app}: ${item.method} ${item.path}${after(" ", item.body)}  →  ${answer} (${Math.round(item.ms)} ms)`;
    }
    case "log":
      return `${item.app} ${item.stream === "stderr" ? "wrote on stderr" : "logged"}: ${cut(item.line)}`;
    case "sql":
      return `judge: ${cut(item.text)}${item.rows === undefined ? "" : `  →  ${item.rows.length === 0 ? "no row" : cut(item.rows.join(" | "))}`}`;
    case "redis":
      return `${item.by} to redis.${item.tenant}: ${cut(item.text)}${after("  →  ", item.reply)}`;
    case "amqp":
      return `${item.by} at rabbitmq.${item.tenant} ${cut(item.text)}${after(": ", item.body)}`;
    case "fault":
      return `${item.service}: ${item.text}`;
    case "process":
      return `${item.app}: ${item.text}`;
    case "note":
      return item.text;
  }
}

const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
const after = (mark: string, text?: string) => (text === undefined ? "" : `${mark}${cut(text)}`);
