import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Report } from "@picking-labs/contracts";
import type { Lab, Mistake } from "../catalog/index.ts";

type Graded = Extract<Report, { outcome: "graded" }>;

/** Compares the learner-facing texts of what a mistake surely fails with `mistakes/golden/NAME.txt`, or writes that file. */
export async function compareGolden(
  lab: Lab,
  { name, fails }: Mistake,
  report: Graded,
  update: boolean,
): Promise<string[]> {
  const file = join(lab.folder, "mistakes", "golden", `${name}.txt`);
  const text = goldenText(report, fails);
  if (update) {
    await mkdir(join(lab.folder, "mistakes", "golden"), { recursive: true });
    await writeFile(file, text);
    return [];
  }
  const golden = await readFile(file, "utf8").catch(() => "");
  if (golden === text) return [];
  return [
    golden === ""
      ? "has no golden text (write it with --update-golden, then read it)"
      : `golden text differs:\n--- written\n${golden}--- now\n${text}`,
  ];
}

function goldenText(report: Graded, fails: readonly string[]): string {
  return report.checks
    .flatMap((check) => (check.outcome === "failed" && fails.includes(check.id) ? [check] : []))
    .map(({ id, title, failure, hint }) => {
      const values = [
        failure.expected === undefined ? [] : [`promised: ${failure.expected}`],
        failure.actual === undefined ? [] : [`got: ${failure.actual}`],
      ].flat();
      return [`${id}: ${title}`, `seen: ${onTheWay(failure.saw)}`, ...values, `look at: ${hint}`, ""].join(
        "\n",
      );
    })
    .map(steady)
    .join("\n");
}

const NOTICED =
  /and the app ended with exit code|closed before an answer came|nothing accepts connections on the app's port/;

/** Which step notices first that an app ended by itself depends on the moment; what was told beside another fault does not. */
function onTheWay(saw: string): string {
  return NOTICED.test(saw) && !saw.includes("besides, ")
    ? "(the app ended, and the step that was on then tells it)"
    : saw;
}

/** What differs from run to run is replaced by its kind: ids, times, durations, ports. */
function steady(text: string): string {
  return (
    text
      .replace(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, "<uuid>")
      .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d(?::?\d\d)?)?/g, "<time>")
      .replace(/\b\d+(?:\.\d+)? (ms|s)\b/g, "<n> $1")
      .replace(/127\.0\.0\.1:\d+/g, "<address>")
      // Drawn from the seed; of several at once, which one is told first is a matter of the moment.
      .replace(/\b(order[ :]|orderId )\d{4,}/gi, "$1<id>")
  );
}
