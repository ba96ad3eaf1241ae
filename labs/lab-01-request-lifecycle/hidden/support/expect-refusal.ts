import type { CheckContext, HttpResult } from "@picking-labs/test-kit";
import { told } from "./told.ts";

const CODES: Record<number, string> = {
  400: "bad_request",
  404: "not_found",
  415: "unsupported_media_type",
  422: "validation_failed",
  500: "internal",
};

/** Fails unless the answer is a refusal of this status in the promised shape. `what` is the request: "GET /ping". */
export function expectRefusal(t: CheckContext, what: string, answer: HttpResult, status: number): void {
  t.verify(answer.status === status, () => `${what} brought ${told(answer)}, promised is ${status}.`);
  const { error, message, issues: _free, ...more } = Object(answer.json);
  t.verify(
    error === CODES[status] && typeof message === "string",
    () =>
      `${what} was refused with ${told(answer)}; promised is { "error": "${CODES[status]}", "message": … }.`,
  );
  t.verify(
    Object.keys(more).length === 0,
    () => `${what} was refused with more keys than promised: ${Object.keys(more).join(", ")}.`,
  );
}
