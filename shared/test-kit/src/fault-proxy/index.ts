export type { FaultProxy, OnceAction, ProxyCounts, TcpFaultProxy, WireMessage } from "./fault-proxy.ts";
export { type StartedProxy, startProxy } from "./start-proxy.ts";
