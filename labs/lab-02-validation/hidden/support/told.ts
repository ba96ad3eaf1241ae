import type { HttpResult } from "@picking-labs/test-kit";

const SHOWN = 300;

/** What came of a request, as it follows in a sentence: "was answered 422 …", "got no answer within 4 s". */
export function told({ status, text, error }: HttpResult): string {
  if (error !== undefined && status > 0) return `was answered ${status}, but ${error}`;
  if (error !== undefined) return error.startsWith("no answer") ? `got ${error}` : `got no answer: ${error}`;
  return `was answered ${status}${text === "" ? "" : ` ${clip(text)}`}`;
}

export function clip(text: string, most = SHOWN): string {
  return text.length > most ? `${text.slice(0, most)} …` : text;
}

/** A value as a sentence shows it. */
export const shown = (value: unknown): string =>
  value === undefined ? "nothing" : clip(JSON.stringify(value), 80);
