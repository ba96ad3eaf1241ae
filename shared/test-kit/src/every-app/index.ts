/** What more than one lab judges by: orders that every app takes or refuses, refusals, a life through faults, lines of errors. */
export { allInOrder } from "./all-in-order.ts";
export { appLives } from "./app-lives.ts";
export { errorCount, errorCounts, errorNames } from "./error-lines.ts";
export { expectRefusal } from "./expect-refusal.ts";
export { INVALID_ORDERS, VALID_ORDERS } from "./order-rules.ts";
export { startAnyway } from "./start-anyway.ts";
export { stopsAccepting } from "./stops-accepting.ts";
export { told } from "./told.ts";
