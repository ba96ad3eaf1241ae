import fp from "fastify-plugin";
import type { z } from "zod";
import { type Issue, issuesOf } from "../contract/index.ts";

/** A request that breaks its schema. */
export class RequestInvalid extends Error {
  readonly issues: Issue[];

  constructor(issues: Issue[]) {
    super("the request breaks its contract");
    this.issues = issues;
  }
}

/** The schemas of a route are zod's: what comes in is parsed by them, and what leaves is parsed by them too. */
export const validation = fp(async (server) => {
  server.setValidatorCompiler<z.ZodType>(({ schema }) => (data) => {
    const parsed = schema.safeParse(data);
    return parsed.success ? { value: parsed.data } : { error: new RequestInvalid(issuesOf(parsed.error)) };
  });
  server.setSerializerCompiler<z.ZodType>(
    ({ schema }) =>
      (data) =>
        JSON.stringify(schema.parse(data)),
  );
});
