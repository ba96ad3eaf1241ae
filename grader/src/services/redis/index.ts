export { startRedis } from "./start.ts";
