export { loggerOptions } from "./logger.ts";
