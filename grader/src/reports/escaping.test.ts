import type { Report } from "@picking-labs/contracts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { htmlReport } from "./html.ts";
import { junitReport } from "./junit.ts";
import { markdownReport } from "./markdown.ts";
import { terminalReporter } from "./terminal.ts";

/** What an app might write to break out of where it is shown. */
const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom(
    "\u001b[2J\u001b]0;title\u0007",
    "\u009b31m",
    "</pre><script>alert(1)</script>",
    "]]></failure><!-- ",
    "::error::forged",
    "  ::set-output name=a::b",
    "##[error]forged",
    "````\n# heading\n```",
    "| a | b |\n@someone ![x](http://x)",
    "\u202egnp.exe\u2066",
    "\u0000\uffff\ud800",
    "a\r\nb\u2028c",
  ),
);

function reportWith(text: string): Report {
  const check = {
    id: "a",
    task: "one",
    title: "A title",
    points: 100,
    earned: 0,
    ms: 5,
    hint: "Look.",
    promise: { ref: "README.md#a", text: "It is so." },
    lesson: "lesson.md#a",
  };
  return {
    schema: 1,
    lab: { id: "lab-90-x", version: "1.0.0", title: "A lab" },
    suite: { digest: "0" },
    target: { kind: "work", name: "work", digest: "0" },
    seed: "s",
    startedAt: "2026-01-01T00:00:00.000Z",
    isolation: { levels: ["L0"], notes: [] },
    services: [],
    phases: [],
    outcome: "graded",
    score: 0,
    passMark: 80,
    passed: false,
    unchangedStarter: false,
    tasks: [{ id: "one", number: 1, title: "One", points: 100, earned: 0 }],
    checks: [
      {
        ...check,
        outcome: "failed",
        failure: { saw: text, expected: text, actual: text },
        evidence: [
          { kind: "log", at: 1, app: "app", stream: "stdout", line: text },
          { kind: "redis", at: 1, by: "app", tenant: "cz", text, reply: text },
          { kind: "amqp", at: 1, by: "app", tenant: "cz", text, body: text },
          {
            kind: "http",
            at: 2,
            app: "app",
            method: "GET",
            path: `/${text}`,
            status: 200,
            response: text,
            ms: 1,
          },
        ],
        stimulus: [],
      },
    ],
  };
}

function onTerminal(report: Report): string {
  let shown = "";
  const write = (text: string) => {
    shown += text;
  };
  terminalReporter(
    { write, colour: false, columns: 80 },
    { all: true, evidence: true, lab: "lab-90" },
  ).onEvent({ type: "run-ended", report });
  return shown;
}

const RENDERERS = { terminal: onTerminal, html: htmlReport, junit: junitReport, markdown: markdownReport };

for (const [name, render] of Object.entries(RENDERERS))
  test(`whatever an app writes, the ${name} report holds no control or direction character, lone surrogate or workflow command`, () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const shown = render(reportWith(text));
        expect(shown.isWellFormed()).toBe(true);
        expect(shown.replace(/[\n\t]/g, "")).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
        for (const line of shown.split("\n")) expect(line.trimStart()).not.toMatch(/^::[\w-]+( .*)?::|##\[/);
      }),
      { numRuns: 200 },
    );
  });

test("whatever an app writes, the html report has the same elements", () => {
  const tags = (page: string) => page.match(/<\/?[a-z]+/g);
  const plainTags = tags(htmlReport(reportWith("x")));
  fc.assert(
    fc.property(hostile, (text) => {
      expect(tags(htmlReport(reportWith(text)))).toEqual(plainTags);
    }),
    { numRuns: 200 },
  );
});

test("whatever an app writes, the junit report has the same elements and no character outside XML 1.0", () => {
  const tags = (page: string) => page.match(/<[/?!]?[a-z]*/g);
  const plainTags = tags(junitReport(reportWith("x")));
  fc.assert(
    fc.property(hostile, (text) => {
      const shown = junitReport(reportWith(text));
      expect(tags(shown)).toEqual(plainTags);
      expect(shown).not.toMatch(/[\ufffe\uffff]/);
    }),
    { numRuns: 200 },
  );
});

test("whatever an app writes, the markdown report keeps it inside its fence or escaped", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const outside = withoutFences(markdownReport(reportWith(text)));
      expect(outside).not.toMatch(/<script|!\[x\]\(|(?<!\\)@someone/);
    }),
    { numRuns: 200 },
  );
});

test("a markdown report that would be too long for a step summary stays below one MiB and says what is missing", () => {
  const one = reportWith("x".repeat(200_000));
  if (one.outcome !== "graded") throw new Error("it is graded");
  const [check] = one.checks;
  const many = { ...one, checks: Array.from({ length: 40 }, () => check) } as Report;
  const shown = markdownReport(many);
  expect(Buffer.byteLength(shown)).toBeLessThan(1024 * 1024);
  expect(shown).toContain("Further details are left out");
});

/** Markdown without its fenced blocks, by the rule that a fence ends at one at least as long. */
function withoutFences(markdown: string): string {
  const kept: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split("\n")) {
    const mark = /^(`{3,})/.exec(line)?.[1];
    if (fence === undefined && mark) fence = mark;
    else if (fence !== undefined && mark && mark.length >= fence.length && line.trim() === mark)
      fence = undefined;
    else if (fence === undefined) kept.push(line);
  }
  return kept.join("\n");
}
