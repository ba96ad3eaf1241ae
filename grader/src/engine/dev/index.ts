export { type DevEvents, type DevRequest, runDev } from "./run-dev.ts";
