export { painter } from "./colours.ts";
export { evidenceLine } from "./evidence-text.ts";
export { htmlReport } from "./html.ts";
export { jsonReporter } from "./json.ts";
export { junitReport } from "./junit.ts";
export { markdownReport } from "./markdown.ts";
export { plain } from "./plain.ts";
export type { Output, Reporter } from "./reporter.ts";
export { terminalReporter } from "./terminal.ts";
