export { readEvent } from "./event.ts";
export { type EventStore, eventStore } from "./event-store.ts";
