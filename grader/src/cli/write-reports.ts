import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Report } from "@picking-labs/contracts";
import { htmlReport, junitReport, markdownReport } from "../reports/index.ts";

/** Files that the user asked for, by kind. */
export type ReportFiles = { junit?: string; markdown?: string; html?: string };

const RENDERERS = { junit: junitReport, markdown: markdownReport, html: htmlReport };

/** Writes each asked report whole, or leaves the file that was there. Paths are taken from `root`. */
export async function writeReports(report: Report, files: ReportFiles, root: string): Promise<void> {
  for (const kind of Object.keys(RENDERERS) as (keyof ReportFiles)[]) {
    const asked = files[kind];
    if (asked === undefined) continue;
    const file = resolve(root, asked);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.half`, RENDERERS[kind](report));
    await rename(`${file}.half`, file);
  }
}
