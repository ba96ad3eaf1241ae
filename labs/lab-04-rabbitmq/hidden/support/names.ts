import type { Country } from "@picking-labs/domain";

export const queueOf = (tenant: Country) => `picking-position-engine.${tenant}`;
export const deadQueueOf = (tenant: Country) => `${queueOf(tenant)}.dead`;

/** Exchange → type and routing key, as promised. */
export const SOURCES = [
  { exchange: "wapi-events", type: "direct", routingKey: "wapi-order-event" },
  { exchange: "web.order.event", type: "topic", routingKey: "web.order.event.cancel" },
  { exchange: "workers-balancing", type: "topic", routingKey: "work-volume-prediction.computed" },
] as const;
