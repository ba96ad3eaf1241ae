import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Lab } from "./load-lab.ts";

const LINK = /\[([^\]]*)\]\([^)]*\)/g;

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

/** Prose below each heading, without code blocks, by the anchor that GitHub gives the heading. */
function sections(markdown: string): Map<string, string> {
  const found = new Map<string, string>();
  let anchor: string | undefined;
  let fence: string | undefined;
  for (const line of markdown.split(/\r?\n/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      // A block ends at a fence of its own kind, at least as long.
      if (mark?.startsWith(fence)) fence = undefined;
      continue;
    }
    fence = mark;
    const heading = /^#{1,6}\s+(.+?)\s*#*$/.exec(line)?.[1];
    if (heading !== undefined) {
      anchor = unused(anchorOf(heading), found);
      found.set(anchor, "");
    } else if (anchor !== undefined && fence === undefined)
      found.set(anchor, `${found.get(anchor)}${line}\n`);
  }
  return found;
}

/** Equal headings are numbered from the second on. */
function unused(base: string, taken: ReadonlyMap<string, unknown>): string {
  let anchor = base;
  for (let repeat = 1; taken.has(anchor); repeat++) anchor = `${base}-${repeat}`;
  return anchor;
}

/** GitHub's rule: the text as it is read, in lower case, punctuation dropped, spaces to dashes. */
function anchorOf(heading: string): string {
  return heading
    .replace(LINK, "$1")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\s-]/gu, "")
    .replace(/\s/g, "-");
}

const SHOWN = 600;

/**
 * The first block of text that is prose, without Markdown's emphasis; where it ends in a colon, with the list or table
 * that it announces.
 */
function firstParagraph(text: string): string {
  const blocks = text.split(/\n\s*\n/).map((block) => block.trim());
  const at = blocks.findIndex((block) => /^[^|\s<]/.test(block));
  const first = blocks[at] ?? "";
  const announced = first.endsWith(":") ? (blocks[at + 1] ?? "") : "";
  const plain = `${first} ${inOneLine(announced)}`
    .replace(/\s+/g, " ")
    .replace(/\*\*/g, "")
    .replace(LINK, "$1")
    .trim();
  return plain.length > SHOWN ? `${plain.slice(0, SHOWN - 1)}…` : plain;
}

/** A list's items, or a table's rows without its heading, one after the other. */
function inOneLine(block: string): string {
  if (!block.startsWith("|")) return block.replace(/^- /gm, "");
  const rows = block.split("\n").slice(2);
  const cells = (row: string) => row.split("|").flatMap((cell) => cell.trim() || []);
  return `${rows.map((row) => cells(row).join(": ")).join("; ")}.`;
}
