import { type FastifyReply, type FastifyRequest, LogController } from "fastify";

/** Fastify's own two lines become one: nothing when a request comes, everything when its answer is out. */
export class LineForEachRequest extends LogController {
  override incomingRequest(): void {}

  override requestCompleted(_error: Error | null | undefined, request: FastifyRequest, reply: FastifyReply) {
    const { method, url } = request.raw;
    reply.log.info({ method, url, status: reply.raw.statusCode, ...reply.times }, "request");
  }
}
