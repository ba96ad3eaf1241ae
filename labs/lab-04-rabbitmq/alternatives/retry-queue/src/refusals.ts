import type { FastifyError, FastifyInstance } from "fastify";

const NAMES: Record<number, string> = {
  400: "bad_request",
  404: "not_found",
  413: "payload_too_large",
  415: "unsupported_media_type",
  422: "validation_failed",
  503: "unavailable",
};

/** Something that the caller did or has to know, with its HTTP status. */
export function refusal(statusCode: number, message: string): Error {
  return Object.assign(new Error(message), { statusCode });
}

export function answerErrors(server: FastifyInstance): void {
  server.removeContentTypeParser("text/plain");
  server.setNotFoundHandler((_, reply) =>
    reply.code(404).send({ error: "not_found", message: "there is nothing here" }),
  );
  server.setErrorHandler((failure: FastifyError, request, reply) => {
    const status = failure.validation === undefined ? (failure.statusCode ?? 500) : 422;
    const error = NAMES[status];
    if (error !== undefined) return reply.code(status).send({ error, message: failure.message });
    request.log.error({ reason: failure.message }, "request failed");
    return reply.code(500).send({ error: "internal", message: "something went wrong here" });
  });
}
