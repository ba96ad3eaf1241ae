import type { FastifyInstance } from "fastify";

declare module "fastify" {
  interface FastifyReply {
    times: { queueMs: number; appMs: number };
  }
}

export function times(server: FastifyInstance): void {
  // Its value is set for every request before anything can read it.
  server.decorateReply("times");

  server.addHook("onRequest", async ({ headers }, reply) => {
    reply.times = { queueMs: queueOf(headers["x-request-start"], Date.now()), appMs: 0 };
  });

  server.addHook("onSend", async (_request, reply) => {
    reply.times.appMs = Number(reply.elapsedTime.toFixed(2));
    reply.header("Server-Timing", `queue;dur=${reply.times.queueMs}, app;dur=${reply.times.appMs}`);
  });
}

function queueOf(header: unknown, now: number): number {
  const text = /^\d{1,15}(?:\.\d{1,3})?$/.exec(`${header}`)?.[0];
  if (text === undefined) return 0;
  const elapsed = Math.round(now - Number(text));
  return elapsed > 0 && elapsed <= 60_000 ? elapsed : 0;
}
