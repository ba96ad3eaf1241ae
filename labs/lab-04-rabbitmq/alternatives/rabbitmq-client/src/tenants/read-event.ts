import { type Country, countryOf, type Order } from "@picking-labs/domain";
import { checkOrder, instant } from "../orders/check-order.ts";
import { fields, id, oneOf, refuse } from "../orders/checks.ts";

type Removal = { type: "PICKED" | "CANCELLED"; occurredAt: string; orderId: number };

export type EngineEvent =
  | { type: "CREATED" | "UPDATED"; occurredAt: string; order: Order }
  | Removal
  | { type: "PREDICTED"; occurredAt: string; warehouseId: number; capacity: number };

/** The event of a message. @throws with the reason when there is none for this tenant */
export function readEvent(routingKey: string, body: unknown, country: Country): EngineEvent {
  const message = fields(body, "message");
  const occurredAt = instant(message.occurredAt, "occurredAt");

  function home(value: unknown): number {
    const warehouseId = id(value, "warehouseId");
    if (countryOf(warehouseId) !== country) throw refuse("warehouseId", `is none of ${country}`);
    return warehouseId;
  }
  function removal(type: Removal["type"]): Removal {
    home(message.warehouseId);
    return { type, occurredAt, orderId: id(message.orderId, "orderId") };
  }

  switch (routingKey) {
    case "wapi-order-event": {
      const type = oneOf(["CREATED", "UPDATED", "PICKED"])(message.type, "type");
      if (type === "PICKED") return removal(type);
      const order = checkOrder(message.order);
      home(order.warehouseId);
      return { type, occurredAt, order };
    }
    case "web.order.event.cancel":
      return removal("CANCELLED");
    case "work-volume-prediction.computed": {
      const { capacity } = message;
      if (!Number.isSafeInteger(capacity) || (capacity as number) < 0)
        throw refuse("capacity", "must be an integer from 0");
      return {
        type: "PREDICTED",
        occurredAt,
        warehouseId: home(message.warehouseId),
        capacity: capacity as number,
      };
    }
    default:
      throw refuse("routing key", `${routingKey} is unknown`);
  }
}
