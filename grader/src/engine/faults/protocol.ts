import { TENANTS } from "@picking-labs/contracts/tenants";
import { z } from "zod";

export const FAULTS = ["cut", "refuse", "hold", "delay", "end"] as const;
export type Fault = (typeof FAULTS)[number];

/** An hour is more than anybody waits by hand, and far below what a timer can. */
const ms = z.int().min(1).max(3_600_000);

/** `fault` → `dev`, one line of JSON: a service, or one tenant's of it, and what to do to it. */
export const faultRequest = z.strictObject({
  service: z.string().regex(new RegExp(`^(?:postgres|(?:redis|rabbitmq)(?:\\.(?:${TENANTS.join("|")}))?)$`)),
  fault: z.enum(FAULTS),
  /** How long it lasts; without it `cut` is over at once, and the others go on until `end`. */
  forMs: ms.optional(),
  /** By how much `delay` delays every chunk, each way. */
  byMs: ms.optional(),
});
export type FaultRequest = z.infer<typeof faultRequest>;

/** `dev` → `fault`, one line of JSON. */
export const faultAnswer = z.discriminatedUnion("ok", [
  z.strictObject({ ok: z.literal(true), lab: z.string(), text: z.string() }),
  z.strictObject({ ok: z.literal(false), lab: z.string(), message: z.string() }),
]);
export type FaultAnswer = z.infer<typeof faultAnswer>;

/** What a line says, or undefined when it is none of these. */
export function readLine<T>(form: z.ZodType<T>, line: string): T | undefined {
  try {
    return form.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

export const LONGEST_LINE = 10_000;
