import type { FastifyInstance } from "fastify";

const slow = {
  querystring: {
    type: "object",
    required: ["ms"],
    properties: { ms: { type: "string", pattern: "^(0|[1-9]\\d{0,2}|[1-4]\\d{3}|5000)$" } },
  },
};

/** The routes exist everywhere; outside development this plugin's first hook turns every request away as unknown. */
export async function developerRoutes(server: FastifyInstance, { profile }: { profile?: string }) {
  server.addHook("onRequest", (_request, reply, proceed) => {
    if (profile === "development") proceed();
    else reply.callNotFound();
  });

  server.get<{ Querystring: { ms: string } }>("/dev/slow", { schema: slow }, ({ query }, reply) => {
    const ms = Number(query.ms);
    setTimeout(() => reply.send({ ms }), ms);
  });

  server.get("/dev/boom", () => {
    throw new TypeError("boom");
  });
}
