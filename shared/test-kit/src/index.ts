export type { ExitSeen, LogLine, RequestOptions, RunningApp } from "./app/index.ts";
export type { AppOptions } from "./app-options.ts";
export { check } from "./check.ts";
export type { CheckContext } from "./check-context.ts";
export { CheckFailure } from "./check-failure.ts";
export type { FaultProxy, OnceAction, ProxyCounts, WireMessage } from "./fault-proxy/index.ts";
export type { HttpResult } from "./http-client.ts";
export type { JudgeDatabase, JudgeSession } from "./judge-database/index.ts";
export { createRandom, type Random } from "./random.ts";
