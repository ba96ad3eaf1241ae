import type { WireMessage } from "./fault-proxy.ts";
import type { Frame } from "./framer.ts";

type Meaning = Pick<WireMessage, "type" | "text" | "statement">;

const TEXT_KEPT = 256 * 1024;
/** A client that never closes what it names is not remembered beyond this. */
const NAMES_KEPT = 10_000;

/** Gives the app's messages of one connection their meaning: which SQL a bind or an execute belongs to. */
export class StatementReader {
  readonly #statements = new Map<string, string>();
  readonly #portals = new Map<string, string>();

  read({ type, body }: Frame): Meaning {
    const [first = "", second = ""] = strings(body);
    switch (type) {
      case "startup":
        return { type: "startup" };
      case "Q":
        return { type: "query", text: first };
      case "P":
        remember(this.#statements, first, second);
        return { type: "parse", text: second };
      case "B": {
        const statement = this.#statements.get(second);
        if (statement === undefined) this.#portals.delete(first);
        else remember(this.#portals, first, statement);
        return { type: "bind", statement };
      }
      case "E":
        return { type: "execute", statement: this.#portals.get(first) };
      case "S":
        return { type: "sync" };
      case "X":
        return { type: "terminate" };
      case "C":
        (first.startsWith("S") ? this.#statements : this.#portals).delete(first.slice(1));
        return { type: "other" };
      default:
        return { type: "other" };
    }
  }
}

function remember(map: Map<string, string>, name: string, text: string): void {
  if (map.size < NAMES_KEPT || map.has(name)) map.set(name, text);
}

/** The first two zero-terminated strings of a body. */
function strings(body: Buffer): string[] {
  const end = body.indexOf(0);
  if (end === -1) return [];
  const next = body.indexOf(0, end + 1);
  const text = (from: number, to: number) => body.toString("utf8", from, Math.min(to, from + TEXT_KEPT));
  return next === -1 ? [text(0, end)] : [text(0, end), text(end + 1, next)];
}
