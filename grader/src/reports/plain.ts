import { stripVTControlCharacters } from "node:util";

/** C0 and C1 controls but for tab and newline, bidirectional overrides and isolates, zero-width marks, BOM. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what it is for
const HARMFUL =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Text of an app as it may stand on a terminal: no escape sequence, no control or direction character, no lone surrogate. */
export function plain(text: string): string {
  return stripVTControlCharacters(text).replace(HARMFUL, "·").toWellFormed();
}
