export { type BareFaults, type PlainProxy, startPlainProxy } from "./fault-proxy/index.ts";
