const codes = {
  400: "bad_request",
  404: "not_found",
  413: "payload_too_large",
  415: "unsupported_media_type",
  422: "validation_failed",
  500: "internal",
  503: "unavailable",
} as const;

export type Problem = Error & { status: keyof typeof codes };

/** An error that is an answer: its message is meant for the caller. */
export const problem = (status: keyof typeof codes, message: string): Problem =>
  Object.assign(new Error(message), { status });

export const isProblem = (error: unknown): error is Problem => error instanceof Error && "status" in error;

export const problemBody = ({ status, message }: Problem) => ({ error: codes[status], message });
