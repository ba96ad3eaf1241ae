import type { CheckResult } from "@picking-labs/contracts";
import { evidenceLine } from "./evidence-text.ts";
import { npmRun } from "./npm-run.ts";
import { plain } from "./plain.ts";

export type FailureText = { label: string; text: string; verbatim?: boolean }[];
type Failed = Extract<CheckResult, { outcome: "failed" }>;

const MOST_EVIDENCE = 12;

/** A failed check as the learner reads it: seen, promised, look at, evidence. */
export function failureText(
  check: Failed,
  { lab, target, allEvidence }: { lab: string; target?: string; allEvidence: boolean },
): FailureText {
  const { failure, evidence } = check;
  const shown = allEvidence ? evidence : evidence.slice(-MOST_EVIDENCE);
  const left = evidence.length - shown.length;
  const values = [
    ...(failure.expected === undefined
      ? []
      : [{ label: "promised", text: plain(failure.expected), verbatim: true }]),
    ...(failure.actual === undefined ? [] : [{ label: "got", text: plain(failure.actual), verbatim: true }]),
  ];
  const timeLine = [
    ...(left > 0 ? [`        …  ${left} earlier lines (--evidence shows all)`] : []),
    ...shown.map(evidenceLine),
  ];
  return [
    { label: "Seen", text: plain(failure.saw) },
    ...values,
    { label: "The brief", text: `${check.promise.text} (${check.promise.ref})` },
    { label: "Look at", text: check.hint },
    ...(timeLine.length === 0 ? [] : [{ label: "Evidence", text: timeLine.join("\n"), verbatim: true }]),
    {
      label: "Again",
      text: `${npmRun("replay", check.id, { target })}   ·   ${npmRun("grade", lab, { check: check.id, target })}`,
      verbatim: true,
    },
    { label: "Read", text: check.lesson, verbatim: true },
  ];
}
