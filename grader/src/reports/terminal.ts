import type { CheckResult, Report, RunEvent } from "@picking-labs/contracts";
import { verdictOf } from "@picking-labs/contracts/verdict";
import { painter } from "./colours.ts";
import { failureText } from "./failure-text.ts";
import { npmRun } from "./npm-run.ts";
import { plain } from "./plain.ts";
import type { Output, Reporter } from "./reporter.ts";
import { notJudgedIn, pointsOf, taskPoints, whyNotJudged } from "./summary.ts";
import { wrap } from "./wrap.ts";

export type TerminalOptions = {
  /** Details of every failure instead of the first few. */
  all: boolean;
  /** The whole time line of evidence. */
  evidence: boolean;
  /** How the user named the lab and the target, for the commands that are shown. */
  lab: string;
  target?: string;
};

type Failed = Extract<CheckResult, { outcome: "failed" }>;
const FEW = 3;
const LABEL_WIDTH = 11;

/** Plain sentences as things happen: a line per check, then failures, the score and what to do next. */
export function terminalReporter(output: Output, options: TerminalOptions): Reporter {
  const paint = painter(output.colour);
  const line = (text = "") => output.write(`${text}\n`);
  const width = Math.min(Math.max(output.columns, 60), 110);
  const prose = (text: string, indent = "  ") => line(indent + wrap(text, width - indent.length, indent));

  function detail(check: Failed) {
    line();
    line(
      `${paint(["red", "bold"], "✗")} ${paint("bold", check.title)}  ${paint("dim", `${check.id}, ${check.points} point${check.points === 1 ? "" : "s"}`)}`,
    );
    for (const { label, text, verbatim } of failureText(check, {
      lab: options.lab,
      target: options.target,
      allEvidence: options.evidence,
    })) {
      if (label === "Evidence") {
        line(`  ${paint("dim", "Evidence")}`);
        for (const item of text.split("\n")) line(`  ${item}`);
        continue;
      }
      const indent = " ".repeat(LABEL_WIDTH + 2);
      const body = verbatim
        ? text.split("\n").join(`\n${indent}`)
        : wrap(text, width - indent.length, indent);
      line(`  ${paint("dim", label.padEnd(LABEL_WIDTH))}${body}`);
    }
  }

  function failures(report: Extract<Report, { outcome: "graded" }>) {
    const failed = report.checks.filter((check) => check.outcome === "failed");
    const shown = options.all ? failed : failed.slice(0, FEW);
    shown.forEach(detail);
    const left = failed.slice(shown.length);
    if (left.length === 0) return;
    line();
    prose(
      `${left.length} more failed: ${left.map(({ id }) => id).join(", ")}. Begin with those above; --all shows every one.`,
      "",
    );
  }

  function problem(
    { problem: { message, cure } }: Exclude<Report, { outcome: "graded" }>,
    heading: string,
    footer: string,
  ) {
    line();
    line(`${paint(["red", "bold"], heading)}`);
    // Its lines are cut already, and a caret must stay under its column.
    for (const text of plain(message).split("\n")) line(`  ${text}`);
    line();
    prose(cure);
    prose(footer);
  }

  function notJudged(report: Extract<Report, { outcome: "graded" }>) {
    const checks = notJudgedIn(report);
    if (checks.length === 0) return;
    line(paint(["yellow", "bold"], "Cannot be judged here, and neither passed nor failed"));
    for (const check of checks)
      prose(
        `${check.title} (${check.id}, ${check.points} point${check.points === 1 ? "" : "s"}): ${whyNotJudged(check)}`,
      );
    line();
  }

  function graded(report: Extract<Report, { outcome: "graded" }>) {
    failures(report);
    line();
    for (const task of report.tasks)
      line(
        `  ${String(task.number).padStart(2)}  ${task.title.padEnd(44)} ${" ".repeat(3 - String(task.earned).length)}${taskPoints(task)}`,
      );
    line();
    notJudged(report);
    if (report.selection)
      line(paint("bold", `${pointsOf(report)} in the chosen checks (no attempt is counted)`));
    else
      line(
        `${paint(["bold", report.passed ? "green" : "yellow"], `Score ${pointsOf(report)}`)}  ${report.passed ? "passed" : `pass mark ${report.passMark}`}`,
      );
    prose(next(report, npmRun("grade", options.lab, { target: options.target })), "");
    line(
      paint(
        "dim",
        `Seed ${report.seed} · ${report.services.map(({ name, version, provider }) => `${name} ${version} (${provider})`).join(", ") || "no services"} · isolation ${report.isolation.levels.join(" ")}`,
      ),
    );
  }

  return {
    onEvent(event: RunEvent) {
      switch (event.type) {
        case "run-started":
          return line(
            `${paint("bold", event.title)} · grading ${event.target}, ${event.checks} check${event.checks === 1 ? "" : "s"}`,
          );
        case "notice":
          return prose(event.text);
        case "phase-started":
          return event.phase === "checks" ? undefined : line(paint("dim", `  ${event.text} …`));
        case "check-ended":
          return line(checkLine(event.result, paint));
        case "run-ended": {
          const { report } = event;
          if (report.outcome === "graded") return graded(report);
          if (report.outcome === "not-gradable")
            return problem(report, "Not gradable", "No attempt was counted.");
          return problem(
            report,
            "The grader could not finish",
            "This is no verdict on your work: no score was given, and no attempt was counted.",
          );
        }
      }
    },
  };
}

function checkLine(check: CheckResult, paint: ReturnType<typeof painter>): string {
  const points = paint("dim", `${check.earned}/${check.points}`);
  switch (check.outcome) {
    case "passed":
      return `  ${paint("green", "✓ passed ")} ${check.title}  ${points}`;
    case "failed":
      return `  ${paint("red", "✗ failed ")} ${check.title}  ${points}`;
    case "not-reached":
      return `  ${paint("yellow", "· waits  ")} ${check.title}  ${paint("dim", `not reached: ${check.because} must pass first`)}`;
    case "errored":
      return `  ${paint("yellow", "! unclear")} ${check.title}  ${paint("dim", "could not be judged")}`;
    case "not-judged":
      return `  ${paint("yellow", "? unknown")} ${check.title}  ${paint("dim", `cannot be judged here: ${check.reason}`)}`;
  }
}

function next(report: Extract<Report, { outcome: "graded" }>, grade: string): string {
  const first = report.checks.find((check) => check.outcome === "failed");
  if (!first && report.notJudged)
    return verdictOf(report) === "open"
      ? "Nothing failed, and that is no verdict yet: see above what the rest needs."
      : "Everything that could be judged here holds. See above what the rest needs.";
  if (!first)
    return report.selection
      ? `Next: the whole lab with ${grade}`
      : "Everything in this lab holds. Compare your design with the questions of its rubric.md, then hand in.";
  if (report.unchangedStarter)
    return `This is the starter as it comes, and everyone begins here. Next: task 1 in the brief, then ${grade}`;
  return `Next: "${first.title}". Mend that one, then run ${grade} again; the Seen line says what to look for.`;
}
