const NAMES: Record<number, string> = {
  400: "bad_request",
  404: "not_found",
  413: "payload_too_large",
  415: "unsupported_media_type",
  422: "validation_failed",
  503: "unavailable",
};

export class Refusal extends Error {
  readonly statusCode: number;

  constructor(statusCode: number, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}

/** Status and body of whatever a handler has thrown; what nobody planned is a 500 that tells nothing. */
export function refusalOf(error: unknown): { status: number; body: object } {
  const { statusCode = 500, message } = error as { statusCode?: number; message: string };
  const name = NAMES[statusCode];
  if (name === undefined)
    return { status: 500, body: { error: "internal", message: "something went wrong" } };
  return { status: statusCode, body: { error: name, message } };
}
