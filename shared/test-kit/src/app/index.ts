export type { AttachedApp } from "./attach-app.ts";
export type { ExitSeen, LogLine, RequestOptions, RunningApp } from "./running-app.ts";
export { joinLeftApp, joinSharedApp, startApp } from "./start-app.ts";
