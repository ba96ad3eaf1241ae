import type { CheckResult, Report } from "@picking-labs/contracts";
import { failureText } from "./failure-text.ts";
import { plain } from "./plain.ts";
import { checksOf, headline, problemOf, whyNotJudged } from "./summary.ts";

/** JUnit XML, one suite per task, as CI systems read it. A run that was not graded has one test case with an error. */
export function junitReport(report: Report): string {
  const checks = checksOf(report);
  const problem = problemOf(report);
  const tasks = [...new Set(checks.map(({ task }) => task))];
  const suites = tasks.map((task) =>
    suite(
      `${report.lab.id}.${task}`,
      checks.filter((check) => check.task === task),
      report,
    ),
  );
  const extra = problem
    ? [element("testsuite", { name: report.lab.id, tests: 1, errors: 1 }, [runError(report, problem)])]
    : [];
  const attributes = { name: report.lab.id, ...counts(checks), time: seconds(checks) };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", attributes, [...suites, ...extra])}\n`;
}

function suite(name: string, checks: CheckResult[], report: Report): string {
  const cases = checks.map((check) =>
    element(
      "testcase",
      { name: check.title, classname: name, time: (check.ms / 1000).toFixed(3) },
      outcome(check, report),
    ),
  );
  return element(
    "testsuite",
    { name, ...counts(checks), time: seconds(checks), timestamp: report.startedAt },
    cases,
  );
}

function outcome(check: CheckResult, report: Report): string[] {
  switch (check.outcome) {
    case "passed":
      return [];
    case "failed": {
      const text = failureText(check, { lab: report.lab.id, allEvidence: true }).map(
        ({ label, text }) => `${label}: ${text}`,
      );
      return [
        element("failure", { message: plain(check.failure.saw), type: "promise" }, [
          escaped(text.join("\n")),
        ]),
      ];
    }
    case "not-reached":
      return [element("skipped", { message: `not reached: ${check.because} must pass first` }, [])];
    case "not-judged":
      return [element("skipped", { message: `cannot be judged here: ${whyNotJudged(check)}` }, [])];
    case "errored":
      return [element("error", { message: plain(check.error), type: "infra" }, [])];
  }
}

function runError(report: Report, { message, cure }: { message: string; cure: string }): string {
  return element("testcase", { name: headline(report), classname: report.lab.id }, [
    element("error", { message: headline(report), type: report.outcome }, [escaped(`${message}\n${cure}`)]),
  ]);
}

function counts(checks: CheckResult[]) {
  const of = (outcome: CheckResult["outcome"]) => checks.filter((check) => check.outcome === outcome).length;
  return {
    tests: checks.length,
    failures: of("failed"),
    errors: of("errored"),
    skipped: of("not-reached") + of("not-judged"),
  };
}

const seconds = (checks: CheckResult[]) => (checks.reduce((sum, { ms }) => sum + ms, 0) / 1000).toFixed(3);

function element(name: string, attributes: Record<string, string | number>, children: string[]): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escaped(String(value)).replace(/[\n\t]/g, " ")}"`,
  );
  return children.length === 0
    ? `<${name}${written.join("")}/>`
    : `<${name}${written.join("")}>${children.join("\n")}</${name}>`;
}

/** For XML 1.0: markup, and what may not stand in a document at all. */
function escaped(text: string): string {
  return plain(text)
    .replace(/[\ufffe\uffff]/g, "·")
    .replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
