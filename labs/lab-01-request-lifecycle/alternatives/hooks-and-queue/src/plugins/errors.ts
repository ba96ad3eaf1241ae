import type { FastifyError, FastifyInstance } from "fastify";

const NAMES = new Map([
  [400, "bad_request"],
  [404, "not_found"],
  [413, "payload_too_large"],
  [415, "unsupported_media_type"],
  [422, "validation_failed"],
]);

export function errors(server: FastifyInstance): void {
  server.removeContentTypeParser("text/plain");

  server.setNotFoundHandler(async (_request, reply) => {
    reply.code(404);
    return { error: "not_found", message: "there is no such route" };
  });

  server.setErrorHandler(async (error: FastifyError, request, reply) => {
    const status = error.validation ? 422 : (error.statusCode ?? 500);
    const name = NAMES.get(status);
    if (name === undefined) request.log.error(error, "unexpected");
    reply.code(name === undefined ? 500 : status);
    return { error: name ?? "internal", message: name === undefined ? "unexpected" : error.message };
  });
}
