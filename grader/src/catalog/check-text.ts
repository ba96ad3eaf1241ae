import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Lab } from "./load-lab.ts";

/** Finds the paragraph of the brief that a check's `promise` points at. */
export type CheckText = { promiseOf(ref: string): string; anchors(file: "README" | "lesson"): Set<string> };

/** Reads brief and lesson once; a missing heading gives an empty text, which the gate reports. */
export async function checkText(lab: Lab): Promise<CheckText> {
  const [brief, lesson] = await Promise.all(
    ["README.md", "lesson.md"].map(async (file) =>
      sections(await readFile(join(lab.folder, file), "utf8").catch(() => "")),
    ),
  );
  return {
    promiseOf: (ref) => firstParagraph(brief?.get(ref.slice("README.md#".length)) ?? ""),
    anchors: (file) => new Set((file === "README" ? brief : lesson)?.keys()),
  };
}

/** Markdown text below each heading, by the anchor that GitHub gives the heading. */
function sections(markdown: string): Map<string, string> {
  const found = new Map<string, string>();
  let anchor: string | undefined;
  let fenced = false;
  for (const line of markdown.split(/\r?\n/)) {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    const heading = fenced ? null : /^#{1,6}\s+(.+?)\s*#*$/.exec(line);
    if (heading) {
      anchor = anchorOf(heading[1] ?? "");
      let repeat = 0;
      const base = anchor;
      while (found.has(anchor)) anchor = `${base}-${++repeat}`;
      found.set(anchor, "");
    } else if (anchor !== undefined) found.set(anchor, `${found.get(anchor)}${line}\n`);
  }
  return found;
}

/** GitHub's rule: lower case, punctuation dropped, spaces to dashes. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
}

/** The first block of text that is prose, without Markdown's emphasis, at most 400 characters. */
function firstParagraph(text: string): string {
  const block = text.split(/\n\s*\n/).find((candidate) => /^[^|`~\s#<]/.test(candidate.trim())) ?? "";
  const plain = block
    .replace(/\s+/g, " ")
    .replace(/\*\*/g, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .trim();
  return plain.length > 400 ? `${plain.slice(0, 399)}…` : plain;
}
