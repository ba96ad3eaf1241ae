export { errors } from "./errors.ts";
export { loggerOptions } from "./logger.ts";
export { pingRoute } from "./ping-route.ts";
export { validation } from "./validation.ts";
