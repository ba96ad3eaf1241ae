import { stripVTControlCharacters } from "node:util";

/** Controls but tab and newline (Cc), and invisible formatting such as direction overrides and zero-width marks (Cf). */
const HARMFUL = /(?![\t\n])[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** What a CI system would obey on its log: `::command::` where a line may begin (but `::1` is an address), `##[command]` anywhere. */
const WORKFLOW_COMMAND = /(?<!\S)::(?=[a-z])|##(?=\[)/gi;

/** Text of an app as it may be shown: no escape sequence, control or direction character, lone surrogate or workflow command. */
export function plain(text: string): string {
  return stripVTControlCharacters(text)
    .replace(HARMFUL, "·")
    .replace(WORKFLOW_COMMAND, (found) => `${found[0]}·${found[1]}`)
    .toWellFormed();
}
