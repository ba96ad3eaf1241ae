import { setTimeout as pause } from "node:timers/promises";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";

const slowQuery = z.object({
  ms: z
    .string()
    .regex(/^\d{1,4}$/, "write an integer")
    .transform(Number)
    .pipe(z.number().max(5_000)),
});

/** Routes to see how callers cope with a slow answer and a broken one. Who registers them decides where they exist. */
export const devRoutes: FastifyPluginAsyncZod = async (server) => {
  server.get("/dev/slow", { schema: { querystring: slowQuery } }, async ({ query: { ms } }) => {
    await pause(ms);
    return { ms };
  });

  server.get("/dev/boom", async () => {
    throw new Error("boom, as asked for");
  });
};
