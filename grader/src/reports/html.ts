import type { CheckResult, Report } from "@picking-labs/contracts";
import { verdictOf } from "@picking-labs/contracts/verdict";
import { failureText } from "./failure-text.ts";
import { plain } from "./plain.ts";
import {
  checksOf,
  headline,
  OUTCOME_WORDS,
  problemOf,
  surroundings,
  taskPoints,
  whyNotJudged,
} from "./summary.ts";

/** One page that needs nothing else: no script, no font, no network. Readable on a phone and in the dark. */
export function htmlReport(report: Report): string {
  const problem = problemOf(report);
  const title = `${report.lab.title}: ${headline(report)}`;
  const body = [
    `<h1>${escaped(report.lab.title)}</h1>`,
    `<p class="score ${report.outcome === "graded" ? CLASSES[verdictOf(report)] : "failed"}">${escaped(headline(report))}</p>`,
    ...(problem ? [`<pre>${escaped(problem.message)}</pre>`, `<p>${escaped(problem.cure)}</p>`] : []),
    ...(report.outcome === "graded" ? [tasks(report)] : []),
    ...checksOf(report).map((check) => section(check, report)),
    `<footer>${escaped(surroundings(report))}<br>${escaped(report.startedAt)}</footer>`,
  ];
  return [
    "<!doctype html>",
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    // Whatever an app wrote, nothing in this page can run or load.
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escaped(title)}</title><style>${STYLE}</style></head><body><main>`,
    ...body,
    "</main></body></html>",
    "",
  ].join("\n");
}

const CLASSES = { passed: "passed", below: "failed", open: "open" } as const;

function tasks(report: Extract<Report, { outcome: "graded" }>): string {
  const rows = report.tasks.map(
    (task) =>
      `<tr><td>${task.number}</td><th scope="row">${escaped(task.title)}</th><td>${taskPoints(task)}</td></tr>`,
  );
  return `<table><caption>Points by task</caption><tbody>${rows.join("")}</tbody></table>`;
}

function section(check: CheckResult, report: Report): string {
  const word = OUTCOME_WORDS[check.outcome];
  const summary = `<summary><span class="word ${check.outcome}">${word}</span> ${escaped(check.title)} <small>${check.earned}/${check.points}</small></summary>`;
  return `<details${check.outcome === "failed" || check.outcome === "not-judged" ? " open" : ""}>${summary}${inside(check, report)}</details>`;
}

function inside(check: CheckResult, report: Report): string {
  switch (check.outcome) {
    case "passed":
      return `<p>${escaped(check.promise.text)}</p>`;
    case "not-reached":
      return `<p>Waits for <code>${escaped(check.because)}</code>, which must pass first.</p>`;
    case "not-judged":
      return `<p>Neither passed nor failed: ${escaped(whyNotJudged(check))}</p>`;
    case "errored":
      return `<pre>${escaped(check.error)}</pre>`;
    case "failed": {
      const items = failureText(check, { lab: report.lab.id, allEvidence: true }).map(
        ({ label, text, verbatim }) => {
          const shown = verbatim ? `<pre>${escaped(text)}</pre>` : escaped(text);
          return label === "Evidence"
            ? `<dt>${label}</dt><dd><details><summary>${text.split("\n").length} lines</summary>${shown}</details></dd>`
            : `<dt>${label}</dt><dd>${shown}</dd>`;
        },
      );
      return `<dl>${items.join("")}</dl>`;
    }
  }
}

function escaped(text: string): string {
  return plain(text).replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}

const STYLE = `
:root{color-scheme:light dark;--ink:#1c1c1e;--soft:#5b5b63;--paper:#fff;--line:#d8d8de;--good:#0b6b2f;--bad:#a5141b}
@media (prefers-color-scheme:dark){:root{--ink:#f1f1f4;--soft:#b3b3bd;--paper:#17171a;--line:#3a3a42;--good:#6fd08c;--bad:#ff8f8f}}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
main{max-width:46rem;margin:0 auto;padding:1rem}
h1{font-size:1.4rem;margin:.2rem 0}.score{font-size:1.2rem;font-weight:700;margin:.2rem 0 1rem}
.passed{color:var(--good)}.failed{color:var(--bad)}.not-reached,.not-judged,.errored,small,footer,dt{color:var(--soft)}
table{border-collapse:collapse;width:100%;margin-bottom:1rem}caption{text-align:left;color:var(--soft)}
th,td{border-top:1px solid var(--line);padding:.35rem;text-align:left;font-weight:400}td:last-child{text-align:right;white-space:nowrap}
details{border-top:1px solid var(--line);padding:.4rem 0}summary{cursor:pointer;padding:.2rem 0}.word{font-weight:700}
dl{margin:.4rem 0}dt{font-size:.85rem;margin-top:.5rem}dd{margin:0}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:color-mix(in srgb,var(--ink) 6%,transparent);padding:.5rem;margin:.2rem 0;border-radius:.3rem;font-size:.85rem}
footer{margin-top:1.5rem;font-size:.85rem}`.replace(/\n/g, "");
