import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { busy } from "./busy.ts";
import { developmentOnly } from "./development-only.ts";

type Options = { profile: string };

const slowQuery = z.object({ ms: z.coerce.number() });

/** Routes to see how callers cope with a slow answer and a broken one. */
export const devRoutes: FastifyPluginAsyncZod<Options> = async (server, { profile }) => {
  server.get(
    "/dev/slow",
    { schema: { querystring: slowQuery } },
    developmentOnly<z.infer<typeof slowQuery>>(profile, async ({ query: { ms } }) => {
      await busy(ms);
      return { ms };
    }),
  );

  server.get(
    "/dev/boom",
    developmentOnly(profile, async () => {
      throw new Error("boom, as asked for");
    }),
  );
};
