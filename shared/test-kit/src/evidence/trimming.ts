import type { Evidence, Step, Stimulus } from "@picking-labs/contracts";
import { clip } from "../show.ts";

const ITEMS = 60;
const BYTES = 32 * 1024;
/** Of ordinary entries (lines that are neither warning, error nor stderr, and the app's traffic), when there is too much. */
const ORDINARY = 15;
/** Of the rest the beginning stays, and more of the end, where the failure is. */
const FROM_THE_START = 20;
/** Room for a flood of a thousand orders. */
const STIMULUS_BYTES = 1024 * 1024;

/** At most 60 items and 32 KiB: ordinary log lines and the app's traffic go first, then the middle, then the longest texts are cut. */
export function evidenceThatFits(evidence: readonly Evidence[]): Evidence[] {
  return cutLongest(dropMiddle(dropOrdinary(evidence)));
}

/** As many steps from the beginning as 1 MiB holds. */
export function stepsThatFit(steps: Stimulus): Stimulus {
  let bytes = 0;
  const end = steps.findIndex((step: Step) => {
    bytes += JSON.stringify(step).length;
    return bytes > STIMULUS_BYTES;
  });
  return end === -1 ? steps : steps.slice(0, end);
}

function dropOrdinary(evidence: readonly Evidence[]): readonly Evidence[] {
  if (evidence.length <= ITEMS) return evidence;
  const keep = new Set(evidence.filter(isOrdinary).slice(-ORDINARY));
  return evidence.filter((item) => !isOrdinary(item) || keep.has(item));
}

function isOrdinary(item: Evidence): boolean {
  if (item.kind === "redis" || item.kind === "amqp") return item.by !== "judge";
  return (
    item.kind === "log" && item.stream === "stdout" && !/"level":\s*"?(?:warn|error|[4-6]0\b)/.test(item.line)
  );
}

function dropMiddle(evidence: readonly Evidence[]): readonly Evidence[] {
  const tooMany = evidence.length - ITEMS;
  if (tooMany <= 0) return evidence;
  const until = FROM_THE_START + tooMany + 1;
  const at = evidence[FROM_THE_START]?.at ?? 0;
  const note = { kind: "note", at, text: `… ${tooMany + 1} more entries are left out here` } as const;
  return [...evidence.slice(0, FROM_THE_START), note, ...evidence.slice(until)];
}

function cutLongest(evidence: readonly Evidence[]): Evidence[] {
  let result = [...evidence];
  for (let limit = 4096; JSON.stringify(result).length > BYTES && limit >= 64; limit /= 2)
    result = evidence.map((item) => withTexts(item, limit));
  return result;
}

function withTexts(item: Evidence, limit: number): Evidence {
  const cut = (value: unknown): unknown => {
    if (typeof value === "string") return clip(value, limit);
    if (!Array.isArray(value)) return value;
    // A row costs its share: many rows count like one long text.
    const rows = value.slice(0, Math.max(2, limit / 64));
    return [
      ...rows.map(cut),
      ...(rows.length < value.length ? [`… ${value.length - rows.length} more rows`] : []),
    ];
  };
  return Object.fromEntries(Object.entries(item).map(([key, value]) => [key, cut(value)])) as Evidence;
}
