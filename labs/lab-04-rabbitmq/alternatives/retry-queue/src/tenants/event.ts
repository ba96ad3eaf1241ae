import { type Country, countryOf, type Order } from "@picking-labs/domain";
import { Ajv } from "ajv";
import { type OrderBody, orderBody } from "../orders/order-body.ts";
import { isRealDay, readOrder } from "../orders/read-order.ts";

type OrderEventType = "CREATED" | "UPDATED" | "PICKED" | "CANCELLED";

export type EngineEvent =
  | { type: OrderEventType; occurredAt: string; orderId: number; order?: Order }
  | { type: "PREDICTED"; occurredAt: string; warehouseId: number; capacity: number };

const moment = orderBody.properties.prioritizationTime;
const { orderId: id, warehouseId } = orderBody.properties;
const form = (properties: Record<string, unknown>) => ({
  type: "object",
  required: ["occurredAt", ...Object.keys(properties)],
  properties: { occurredAt: moment, ...properties },
});

type Body = {
  type: OrderEventType;
  occurredAt: string;
  orderId: number;
  warehouseId: number;
  capacity: number;
  order: OrderBody;
};

const ajv = new Ajv({ strictTypes: false });
const shapes: Record<string, (body: unknown) => string | undefined> = {
  put: shape(form({ order: orderBody })),
  end: shape(form({ orderId: id, warehouseId })),
  predict: shape(form({ warehouseId, capacity: { type: "integer", minimum: 0 } })),
};

/** By routing key, and by the type that an order event names itself. */
function kindOf(routingKey: string, body: Body): [shape: string, type: EngineEvent["type"]] {
  if (routingKey === "web.order.event.cancel") return ["end", "CANCELLED"];
  if (routingKey === "work-volume-prediction.computed") return ["predict", "PREDICTED"];
  if (routingKey !== "wapi-order-event") throw new Error(`unknown routing key ${routingKey}`);
  const type = body?.type;
  if (type === "PICKED") return ["end", type];
  if (type === "CREATED" || type === "UPDATED") return ["put", type];
  throw new Error("unknown type of order event");
}

/** @throws with the reason when the message holds no event of this country */
export function eventOf(content: Buffer, routingKey: string, country: Country): EngineEvent {
  const body: Body = JSON.parse(content.toString());
  const [name, type] = kindOf(routingKey, body);
  const complaint = shapes[name]?.(body);
  if (complaint !== undefined) throw new Error(complaint);
  if (!isRealDay(body.occurredAt)) throw new Error("occurredAt is no real date");
  const occurredAt = new Date(body.occurredAt).toISOString();

  if (countryOf(name === "put" ? body.order.warehouseId : body.warehouseId) !== country)
    throw new Error("the warehouse is another tenant's");
  if (type === "PREDICTED")
    return { type, occurredAt, warehouseId: body.warehouseId, capacity: body.capacity };
  if (name === "end") return { type, occurredAt, orderId: body.orderId };
  const order = readOrder(body.order);
  return { type, occurredAt, orderId: order.orderId, order };
}

function shape(schema: object): (body: unknown) => string | undefined {
  const validate = ajv.compile(schema);
  return (body) => (validate(body) ? undefined : ajv.errorsText(validate.errors));
}
