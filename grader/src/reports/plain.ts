import { stripVTControlCharacters } from "node:util";

/** Controls but tab and newline (Cc), and invisible formatting such as direction overrides and zero-width marks (Cf). */
const HARMFUL = /(?![\t\n])[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** Text of an app as it may stand on a terminal: no escape sequence, no control or direction character, no lone surrogate. */
export function plain(text: string): string {
  return stripVTControlCharacters(text).replace(HARMFUL, "·").toWellFormed();
}
