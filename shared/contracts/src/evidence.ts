import { z } from "zod";

/** Milliseconds since the check began. */
const at = z.number();

/** One thing seen while a check ran; together, ordered by `at`, the check's time line. */
export const evidence = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("http"),
    at,
    app: z.string(),
    method: z.string(),
    path: z.string(),
    /** Request body, cut to a readable length. */
    body: z.string().optional(),
    /** HTTP status; absent when no response came. */
    status: z.number().optional(),
    response: z.string().optional(),
    ms: z.number(),
    error: z.string().optional(),
  }),
  z.object({
    kind: z.literal("log"),
    at,
    app: z.string(),
    stream: z.enum(["stdout", "stderr"]),
    line: z.string(),
  }),
  z.object({ kind: z.literal("sql"), at, text: z.string(), rows: z.array(z.string()).optional() }),
  z.object({
    kind: z.literal("redis"),
    at,
    by: z.enum(["app", "judge"]),
    /** Whose database: a country. */
    tenant: z.string(),
    /** Commands with their arguments; of the app those that it sent in one turn. */
    text: z.string(),
    /** What the judge was answered; of the app's commands the errors alone. */
    reply: z.string().optional(),
  }),
  z.object({
    kind: z.literal("amqp"),
    at,
    by: z.enum(["app", "broker", "judge"]),
    /** Whose virtual host: a country. */
    tenant: z.string(),
    /** What was done, as it follows its doer in a sentence: "published to …". */
    text: z.string(),
    /** Of a message, cut to a readable length. */
    body: z.string().optional(),
  }),
  z.object({ kind: z.literal("fault"), at, service: z.string(), text: z.string() }),
  z.object({ kind: z.literal("process"), at, app: z.string(), text: z.string() }),
  z.object({ kind: z.literal("note"), at, text: z.string() }),
]);

export type Evidence = z.infer<typeof evidence>;
