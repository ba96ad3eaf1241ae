import type { Order } from "@picking-labs/domain";
import { INVALID_ORDERS } from "@picking-labs/test-kit/every-app";
import { at, cancelled, created, type EventMessage, picked, predicted } from "../support/events.ts";

/** Orders that break one rule; those whose warehouse or country is wrong stand below, as they would look in `at`. */
const INVALID = INVALID_ORDERS.filter(([what]) => !/warehouse|country CZ/.test(what));

/** Messages to `at` that nobody can understand, with what is wrong with each. */
export function nonsense(order: Order): { what: string; event: EventMessage }[] {
  const event = created(order, at(0));
  const gone = picked(order, at(0));
  const cancel = cancelled(order, at(0));
  const capacity = predicted(order.warehouseId, 3, at(0));
  const told = (what: string, message: EventMessage, body: unknown) => ({
    what,
    event: { ...message, body },
  });
  const change = (message: EventMessage, fields: object) => ({ ...(message.body as object), ...fields });
  const inOrder = (fields: object) => change(event, { order: { ...order, ...fields } });
  return [
    told("whose body is not JSON", event, Buffer.from('{"type": "CREATED", ')),
    told("whose body is empty", event, Buffer.from("")),
    told("whose body is a JSON text", event, "CREATED"),
    told("whose body is null", event, null),
    told("with the type DELETED", event, change(event, { type: "DELETED" })),
    told("with the type created", event, change(event, { type: "created" })),
    told("without a type", event, change(event, { type: undefined })),
    told("without occurredAt", event, change(event, { occurredAt: undefined })),
    told("whose occurredAt has no offset", event, change(event, { occurredAt: "2026-03-28T10:00:00" })),
    told("of a warehouse that does not exist", event, inOrder({ warehouseId: 1, country: undefined })),
    told("of a warehouse of cz", event, inOrder({ warehouseId: 8799, country: "cz" })),
    told("with country cz and a warehouse of at", event, inOrder({ country: "cz" })),
    told("with country AT", event, inOrder({ country: "AT" })),
    ...INVALID.map(([what, breakRule]) =>
      told(`with an order with ${what}`, event, change(event, { order: breakRule({ ...order }) })),
    ),
    told("PICKED without an orderId", gone, change(gone, { orderId: undefined })),
    told("PICKED in a warehouse of cz", gone, change(gone, { warehouseId: 8799 })),
    told("cancelled in a warehouse of hu", cancel, change(cancel, { warehouseId: 1117 })),
    told("cancelled without an occurredAt", cancel, change(cancel, { occurredAt: undefined })),
    told("that predicts a capacity of -1", capacity, change(capacity, { capacity: -1 })),
    told("that predicts a capacity of 1.5", capacity, change(capacity, { capacity: 1.5 })),
    told('that predicts a capacity of "3"', capacity, change(capacity, { capacity: "3" })),
    told("that predicts for a warehouse of cz", capacity, change(capacity, { warehouseId: 8799 })),
  ];
}
