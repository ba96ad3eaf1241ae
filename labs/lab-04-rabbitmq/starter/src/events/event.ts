import { z } from "zod";
import { instant, orderSchema } from "../orders/index.ts";

const id = z.int().min(1);

const orderEvent = z.discriminatedUnion("type", [
  z.object({ type: z.enum(["CREATED", "UPDATED"]), occurredAt: instant, order: orderSchema }),
  z.object({ type: z.literal("PICKED"), occurredAt: instant, orderId: id, warehouseId: id }),
]);

/** Something that happened elsewhere. `occurredAt` is UTC with milliseconds, so that texts compare as moments do. */
export type EngineEvent = z.infer<typeof orderEvent>;

/** The event in the body of a message. @throws when there is none */
export function readEvent(content: Buffer): EngineEvent {
  return orderEvent.parse(JSON.parse(content.toString()));
}
