export { capability } from "./capabilities.ts";
export { CAPABILITIES, type Capability } from "./capability-names.ts";
export { type CheckOutcome, type CheckResult, checkResult, type Failure, failure } from "./check-result.ts";
export { type Evidence, evidence } from "./evidence.ts";
export {
  type CheckManifest,
  type LabManifest,
  labManifest,
  type Permissions,
  type TaskManifest,
} from "./lab-manifest.ts";
export { type MistakeManifest, mistakeManifest } from "./mistake-manifest.ts";
export { type Quiz, quiz } from "./quiz.ts";
export { type PhaseTiming, type Report, report, type TargetKind, type TaskResult } from "./report.ts";
export { type RunEvent, runEvent } from "./run-event.ts";
export { type Step, type Stimulus, step, stimulus } from "./stimulus.ts";
export type {
  AppExit,
  AppRequest,
  AppStarted,
  CheckRecord,
  GraderAnswers,
  GraderMessage,
  RabbitmqSurroundings,
  RedisSurroundings,
  SuiteContext,
  SuiteMessage,
  SuitePlan,
  Surroundings,
} from "./suite-link.ts";
export { TENANTS, type Tenant } from "./tenants.ts";
export { PASS_MARK, SCHEMA_VERSION } from "./versions.ts";
