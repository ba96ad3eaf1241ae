import { type Country, countryOf, type Order } from "@picking-labs/domain";

/** A message as a producer sends it: where to, and what it says. */
export type EventMessage = {
  tenant: Country;
  exchange: string;
  routingKey: string;
  body: unknown;
  /** As it follows in a sentence: "CREATED of order 5". */
  told: string;
};

const ORDERS = { exchange: "wapi-events", routingKey: "wapi-order-event" };
const CANCELLATIONS = { exchange: "web.order.event", routingKey: "web.order.event.cancel" };
const PREDICTIONS = { exchange: "workers-balancing", routingKey: "work-volume-prediction.computed" };

/** Some minutes of one day, as a producer writes them: `at(5)` is five past ten. */
export function at(minutes: number): string {
  return new Date(Date.UTC(2026, 2, 28, 10, minutes)).toISOString();
}

export function created(order: Order, occurredAt: string): EventMessage {
  return orderEvent("CREATED", order, occurredAt);
}

export function updated(order: Order, occurredAt: string): EventMessage {
  return orderEvent("UPDATED", order, occurredAt);
}

export function picked(
  { orderId, warehouseId }: Pick<Order, "orderId" | "warehouseId">,
  occurredAt: string,
): EventMessage {
  return {
    ...ORDERS,
    tenant: homeOf(warehouseId),
    body: { type: "PICKED", occurredAt, orderId, warehouseId },
    told: `PICKED of order ${orderId}`,
  };
}

export function cancelled(
  { orderId, warehouseId }: Pick<Order, "orderId" | "warehouseId">,
  occurredAt: string,
): EventMessage {
  return {
    ...CANCELLATIONS,
    tenant: homeOf(warehouseId),
    body: { occurredAt, orderId, warehouseId },
    told: `a cancellation of order ${orderId}`,
  };
}

export function predicted(warehouseId: number, capacity: number, occurredAt: string): EventMessage {
  return {
    ...PREDICTIONS,
    tenant: homeOf(warehouseId),
    body: { occurredAt, warehouseId, capacity },
    told: `a prediction of ${capacity} for warehouse ${warehouseId}`,
  };
}

function orderEvent(type: "CREATED" | "UPDATED", order: Order, occurredAt: string): EventMessage {
  return {
    ...ORDERS,
    tenant: homeOf(order.warehouseId),
    body: { type, occurredAt, order },
    told: `${type} of order ${order.orderId}`,
  };
}

function homeOf(warehouseId: number): Country {
  const country = countryOf(warehouseId);
  if (country === undefined) throw new RangeError(`warehouse ${warehouseId} stands nowhere`);
  return country;
}
