import { clip } from "../show.ts";

const ARGUMENT_SHOWN = 80;
const COMMAND_SHOWN = 300;

/** A command in one line, as one would type it; long arguments are cut. */
export function showCommand(words: readonly string[]): string {
  const text = words.map((word) => (/^[^\s"']+$/.test(word) ? word : JSON.stringify(word)));
  return clip(text.map((word) => clip(word, ARGUMENT_SHOWN)).join(" "), COMMAND_SHOWN);
}
