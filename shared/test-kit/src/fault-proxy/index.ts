export type { FaultProxy, OnceAction, ProxyCounts, TcpFaultProxy, WireMessage } from "./fault-proxy.ts";
export { startProxy } from "./start-proxy.ts";
