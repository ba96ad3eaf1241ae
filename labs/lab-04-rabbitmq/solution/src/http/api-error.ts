/** What callers may be told, by HTTP status. */
export const ERROR_CODES = {
  400: "bad_request",
  404: "not_found",
  413: "payload_too_large",
  415: "unsupported_media_type",
  422: "validation_failed",
  500: "internal",
  503: "unavailable",
} as const;

export type ErrorStatus = keyof typeof ERROR_CODES;

/** An answer that a handler chose: its message reaches the caller. */
export class ApiError extends Error {
  readonly statusCode: ErrorStatus;

  constructor(statusCode: ErrorStatus, message: string, options?: ErrorOptions) {
    super(message, options);
    this.statusCode = statusCode;
  }
}
