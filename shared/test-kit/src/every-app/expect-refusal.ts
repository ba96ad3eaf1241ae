import type { CheckContext } from "../check-context.ts";
import type { HttpResult } from "../http-client.ts";
import { told } from "./told.ts";

const CODES: Record<number, string> = {
  400: "bad_request",
  404: "not_found",
  413: "payload_too_large",
  415: "unsupported_media_type",
  422: "validation_failed",
  500: "internal",
  503: "unavailable",
};

/** Fails unless the answer is a refusal of this status in the promised shape. `what` is the request: "GET /decisions?limit=0". */
export function expectRefusal(t: CheckContext, what: string, answer: HttpResult, status: number): void {
  t.verify(answer.status === status, () => `${what} ${told(answer)}. Promised is ${status}.`);
  const body = (answer.json ?? {}) as Record<string, unknown>;
  t.verify(
    body.error === CODES[status] && typeof body.message === "string",
    () => `${what} ${told(answer)}. Promised is { "error": "${CODES[status]}", "message": … }.`,
  );
  const more = Object.keys(body).filter((key) => !["error", "message", "issues"].includes(key));
  t.verify(more.length === 0, () => `${what} was refused with more than promised: ${more.join(", ")}.`);
  t.verify(!/\bat .+:\d+:\d+/.test(answer.text), () => `${what} ${told(answer)}. That holds a stack trace.`);
}
