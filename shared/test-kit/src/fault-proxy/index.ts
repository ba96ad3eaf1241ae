export type { FaultProxy, OnceAction, WireMessage } from "./fault-proxy.ts";
export type { ConnectionAttempt, ProxyCounts, TcpFaultProxy, TcpFaults } from "./faults.ts";
export { type BareFaults, recordedFaults } from "./recorded-faults.ts";
export { type PlainProxy, startPlainProxy } from "./start-plain-proxy.ts";
export { type StartedPostgresProxy, startPostgresProxy } from "./start-postgres-proxy.ts";
export { type ProxyTarget, type StartedProxy, startProxy } from "./start-proxy.ts";
export { tcpActions } from "./tcp-actions.ts";
export type { Ends, MatchedRule, Protocol, Wire, WireHost } from "./wire.ts";
