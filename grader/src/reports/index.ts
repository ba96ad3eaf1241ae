export { jsonReporter } from "./json.ts";
export type { Output, Reporter } from "./reporter.ts";
export { plain } from "./plain.ts";
export { failureText } from "./failure-text.ts";
export { terminalReporter } from "./terminal.ts";
