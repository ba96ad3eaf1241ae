export type { Report } from "./report.ts";
export { type Reporter, reporter } from "./reporter.ts";
