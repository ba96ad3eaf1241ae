import { type Country, countryOf } from "@picking-labs/domain";
import { z } from "zod";
import { instant, orderSchema } from "../orders/index.ts";

const id = z.int().min(1);

const orderEvent = z.discriminatedUnion("type", [
  z.object({ type: z.enum(["CREATED", "UPDATED"]), occurredAt: instant, order: orderSchema }),
  z.object({ type: z.literal("PICKED"), occurredAt: instant, orderId: id, warehouseId: id }),
]);

const cancelEvent = z
  .object({ occurredAt: instant, orderId: id, warehouseId: id })
  .transform((event) => ({ type: "CANCELLED" as const, ...event }));

const predictionEvent = z
  .object({ occurredAt: instant, warehouseId: id, capacity: z.int().min(0) })
  .transform((event) => ({ type: "PREDICTED" as const, ...event }));

/** What a message says goes by the routing key that it was published with. */
const SCHEMAS = new Map<string, z.ZodType<EngineEvent>>([
  ["wapi-order-event", orderEvent],
  ["web.order.event.cancel", cancelEvent],
  ["work-volume-prediction.computed", predictionEvent],
]);

/** Something that happened elsewhere. `occurredAt` is UTC with milliseconds, so that texts compare as moments do. */
export type EngineEvent =
  | z.infer<typeof orderEvent>
  | z.infer<typeof cancelEvent>
  | z.infer<typeof predictionEvent>;

export type Reading = { understood: true; event: EngineEvent } | { understood: false; reason: string };

/** The event in a message to the tenant of this country, or why it is none. */
export function readEvent(country: Country, routingKey: string, content: Buffer): Reading {
  const schema = SCHEMAS.get(routingKey);
  if (schema === undefined) return notUnderstood(`nobody knows the routing key ${routingKey}`);
  let body: unknown;
  try {
    body = JSON.parse(content.toString());
  } catch (error) {
    return notUnderstood(`not JSON: ${(error as Error).message}`);
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) return notUnderstood(z.prettifyError(parsed.error));
  const home = countryOf(warehouseOf(parsed.data));
  if (home !== country)
    return notUnderstood(`its warehouse stands in ${home ?? "no country"}, not in ${country}`);
  return { understood: true, event: parsed.data };
}

function notUnderstood(reason: string): Reading {
  return { understood: false, reason };
}

function warehouseOf(event: EngineEvent): number {
  return "order" in event ? event.order.warehouseId : event.warehouseId;
}
