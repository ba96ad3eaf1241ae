import type { FastifyReply, FastifyRequest } from "fastify";

type Handler<Query> = (
  request: FastifyRequest<{ Querystring: Query }>,
  reply: FastifyReply,
) => Promise<unknown>;

/** Keeps a handler for development: nobody else may use it. */
export function developmentOnly<Query>(profile: string, handler: Handler<Query>): Handler<Query> {
  return async (request, reply) => {
    if (profile !== "development") request.log.warn("a route for developers was called");
    return handler(request, reply);
  };
}
