export { Recorder } from "./recorder.ts";
export { createRedact, type Redact } from "./redaction.ts";
