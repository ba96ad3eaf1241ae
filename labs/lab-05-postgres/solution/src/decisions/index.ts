export { type DecisionRecord, newDecision } from "./decision.ts";
export { absentRepository, decisionRepository } from "./decision-repository.ts";
export { decisionRoutes } from "./decision-routes.ts";
export { type DecisionWriter, decisionWriter, idleWriter } from "./decision-writer.ts";
