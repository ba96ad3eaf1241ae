import type { CheckResult, Report } from "@picking-labs/contracts";
import { failureText } from "./failure-text.ts";
import { plain } from "./plain.ts";
import {
  checksOf,
  type Failed,
  headline,
  notJudgedIn,
  OUTCOME_WORDS,
  problemOf,
  surroundings,
  taskPoints,
  whyNotJudged,
} from "./summary.ts";

/** A step summary of a CI system takes one MiB; some is left for others. */
const MOST_BYTES = 960 * 1024;

/** The report as Markdown, for a step summary or a merge request. Details are left out from the end when it grows too long. */
export function markdownReport(report: Report): string {
  const problem = problemOf(report);
  const parts = [
    `## ${escaped(report.lab.title)}: ${headline(report)}\n`,
    ...(problem ? [fenced(problem.message), `${escaped(problem.cure)}\n`] : []),
    ...(report.outcome === "graded" ? [taskTable(report)] : []),
    notJudged(report),
    checkTable(checksOf(report)),
  ];
  const end = `${escaped(surroundings(report))}\n`;
  let bytes = Buffer.byteLength([...parts, end].join("\n"));
  for (const check of checksOf(report)) {
    if (check.outcome !== "failed") continue;
    const part = detail(check, report);
    bytes += Buffer.byteLength(part) + 1;
    if (bytes > MOST_BYTES) {
      parts.push("_Further details are left out; the JSON report has them._\n");
      break;
    }
    parts.push(part);
  }
  return [...parts, end].join("\n");
}

function taskTable(report: Extract<Report, { outcome: "graded" }>): string {
  const rows = report.tasks.map(
    (task) => `| ${task.number} | ${escaped(task.title)} | ${taskPoints(task)} |`,
  );
  return ["| | task | points |", "| ---: | --- | ---: |", ...rows, ""].join("\n");
}

function notJudged(report: Report): string {
  const checks = notJudgedIn(report);
  if (checks.length === 0) return "";
  const items = checks.map((check) => `- ${escaped(check.title)}: ${escaped(whyNotJudged(check))}`);
  return ["Cannot be judged here, and neither passed nor failed:", "", ...items, ""].join("\n");
}

function checkTable(checks: CheckResult[]): string {
  if (checks.length === 0) return "";
  const rows = checks.map(
    (check) =>
      `| ${OUTCOME_WORDS[check.outcome]} | ${escaped(check.title)} | ${check.earned}/${check.points} |`,
  );
  return [
    "<details><summary>All checks</summary>",
    "",
    "| | check | points |",
    "| --- | --- | ---: |",
    ...rows,
    "",
    "</details>",
    "",
  ].join("\n");
}

function detail(check: Failed, report: Report): string {
  const lines = failureText(check, { lab: report.lab.id, allEvidence: true }).map(
    ({ label, text, verbatim }) =>
      verbatim ? `**${label}**\n\n${fenced(text)}` : `**${label}** ${escaped(text)}\n`,
  );
  return [`### ${escaped(check.title)}\n`, ...lines].join("\n");
}

/** A fence longer than any in the text, so that the text cannot end it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${plain(text)}\n${fence}\n`;
}

/** Text that Markdown and the HTML in it take as text: no link, image, mention, table cell or tag. */
function escaped(text: string): string {
  return plain(text)
    .replace(/\s*\n\s*/g, " ")
    .replace(/[\\`*_{}[\]()#+!|~>@:-]/g, "\\$&")
    .replace(/[&<]/g, (character) => (character === "&" ? "&amp;" : "&lt;"));
}
