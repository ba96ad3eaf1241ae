import type { FastifyError, FastifyReply } from "fastify";
import fp from "fastify-plugin";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { ERROR_CODES, type ErrorStatus } from "./api-error.ts";

/** Every refusal leaves in one shape, `{ error, message, issues? }`, and never with a stack. */
export const errors = fp(async (server) => {
  // Fastify reads text/plain by itself; here it is a media type like any other that is not JSON.
  server.removeContentTypeParser("text/plain");

  server.setNotFoundHandler((request, reply) =>
    refuse(reply, 404, `there is no ${request.method} ${request.url}`),
  );

  server.setErrorHandler((error: FastifyError, request, reply) => {
    if (hasZodFastifySchemaValidationErrors(error)) {
      const issues = error.validation.map(({ instancePath, message }) => ({ path: instancePath, message }));
      return refuse(reply, 422, "the request breaks its contract", issues);
    }
    const status = statusOf(error);
    if (status !== 500) return refuse(reply, status, error.message);
    request.log.error({ reason: error.message }, "request failed");
    return refuse(reply, 500, "something went wrong here");
  });
});

function refuse(reply: FastifyReply, status: ErrorStatus, message: string, issues?: unknown[]) {
  return reply.code(status).send({ error: ERROR_CODES[status], message, issues });
}

function statusOf({ statusCode = 500 }: FastifyError): ErrorStatus {
  return statusCode in ERROR_CODES ? (statusCode as ErrorStatus) : 500;
}
