export { postReport } from "./post-report.ts";
export type { Report } from "./report.ts";
export { idleReporter, type Reporter, reporter } from "./reporter.ts";
