import type { HttpResult } from "../http-client.ts";

/**
 * What came of a request, as it follows in a sentence: "was answered 422 …", "got no answer within 4 s".
 * What a refusal says belongs to it; what a good answer holds would only be long.
 */
export function told({ status, text, error }: HttpResult): string {
  if (error !== undefined && status > 0) return `was answered ${status}, but ${error}`;
  if (error !== undefined) return error.startsWith("no answer") ? `got ${error}` : `got no answer: ${error}`;
  return `was answered ${status}${status >= 400 && text !== "" ? ` ${text.slice(0, 160)}` : ""}`;
}
