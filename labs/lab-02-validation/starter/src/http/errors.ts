import type { FastifyError, FastifyReply } from "fastify";
import fp from "fastify-plugin";

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

/** An order that is not taken. */
export class Refused extends Error {
  readonly statusCode = 422;
}

/** Every refusal leaves in one shape, `{ error, message }`. */
export const errors = fp(async (server) => {
  server.setNotFoundHandler((request, reply) =>
    refuse(reply, 404, `there is no ${request.method} ${request.url}`),
  );

  server.setErrorHandler((error: FastifyError, request, reply) => {
    const status = statusOf(error);
    if (status === 500) request.log.error({ reason: error.message }, "request failed");
    return refuse(reply, status, error.message);
  });
});

function refuse(reply: FastifyReply, status: ErrorStatus, message: string) {
  return reply.code(status).send({ error: ERROR_CODES[status], message });
}

function statusOf({ statusCode = 500 }: FastifyError): ErrorStatus {
  return statusCode in ERROR_CODES ? (statusCode as ErrorStatus) : 500;
}
