export { ApiError } from "./api-error.ts";
export { errors } from "./errors.ts";
export { loggerOptions } from "./logger.ts";
export { pingRoute } from "./ping-route.ts";
