import type { HttpResult } from "@picking-labs/test-kit";

const BODY_SHOWN = 160;

/** An answer in a few words, as they follow "brought". */
export function told({ status, text, error }: HttpResult): string {
  if (error !== undefined) return error.startsWith("no answer") ? error : `no answer: ${error}`;
  if (text === "") return `${status} without a body`;
  return `${status} ${text.length > BODY_SHOWN ? `${text.slice(0, BODY_SHOWN)}…` : text}`;
}
