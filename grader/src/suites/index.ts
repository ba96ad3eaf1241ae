export { type AppEvent, type AppHost, createAppHost } from "./app-host.ts";
export type { CheckReport } from "./check-meta.ts";
export { openLink } from "./link.ts";
export { redactDeep, redactor } from "./redact.ts";
export { type PreparedSuite, prepareSuite, type SuiteEnd } from "./run-suite.ts";
