import { z } from "zod";

const at = z.number();
const app = z.string();

/** One thing a check did to the app or its services, without any assertion: what `replay` does again. */
export const step = z.discriminatedUnion("do", [
  z.object({
    do: z.literal("start"),
    at,
    app,
    env: z.record(z.string(), z.string()),
    through: z.array(z.string()),
  }),
  z.object({
    do: z.literal("http"),
    at,
    app,
    method: z.string(),
    path: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string().optional(),
  }),
  z.object({ do: z.literal("sql"), at, text: z.string(), values: z.array(z.unknown()) }),
  /** A command of the judge that changes a tenant's database. */
  z.object({ do: z.literal("redis"), at, tenant: z.string(), command: z.array(z.string()) }),
  /** A message of the judge into a tenant's virtual host. */
  z.object({
    do: z.literal("publish"),
    at,
    tenant: z.string(),
    exchange: z.string(),
    routingKey: z.string(),
    /** The body's bytes. */
    base64: z.string(),
    /** Headers and basic properties, in the names of amqplib. */
    properties: z.record(z.string(), z.unknown()),
  }),
  z.object({
    do: z.literal("fault"),
    at,
    service: z.string(),
    action: z.string(),
    options: z.record(z.string(), z.unknown()),
  }),
  z.object({ do: z.literal("signal"), at, app, signal: z.string() }),
]);

/** Steps in the order of `at` (milliseconds since the check began). */
export const stimulus = z.array(step);

export type Step = z.infer<typeof step>;
export type Stimulus = z.infer<typeof stimulus>;
