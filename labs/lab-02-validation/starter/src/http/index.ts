export { errors, Refused } from "./errors.ts";
export { loggerOptions } from "./logger.ts";
export { pingRoute } from "./ping-route.ts";
