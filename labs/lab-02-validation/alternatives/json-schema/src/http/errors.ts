import type { FastifyError, FastifyReply } from "fastify";
import fp from "fastify-plugin";
import { Invalid, type Issue } from "../validation/invalid.ts";

/** What callers may be told, by HTTP status. */
const ERROR_CODES = {
  400: "bad_request",
  404: "not_found",
  413: "payload_too_large",
  415: "unsupported_media_type",
  422: "validation_failed",
  500: "internal",
} as const;

type ErrorStatus = keyof typeof ERROR_CODES;

/** Every refusal leaves in one shape, `{ error, message, issues? }`, and never with a stack. */
export const errors = fp(async (server) => {
  // Fastify reads text/plain by itself; here it is a media type like any other that is not JSON.
  server.removeContentTypeParser("text/plain");

  server.setNotFoundHandler((request, reply) =>
    refuse(reply, 404, `there is no ${request.method} ${request.url}`),
  );

  server.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof Invalid) return refuse(reply, 422, error.message, error.issues);
    const status = statusOf(error);
    if (status !== 500) return refuse(reply, status, error.message);
    request.log.error({ reason: error.message }, "request failed");
    return refuse(reply, 500, "something went wrong here");
  });
});

function refuse(reply: FastifyReply, status: ErrorStatus, message: string, issues?: Issue[]) {
  return reply.code(status).send({ error: ERROR_CODES[status], message, issues });
}

function statusOf({ statusCode = 500 }: FastifyError): ErrorStatus {
  return statusCode in ERROR_CODES ? (statusCode as ErrorStatus) : 500;
}
