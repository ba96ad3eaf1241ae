export { type DecisionRecord, newDecision } from "./decision.ts";
export { decisionRepository } from "./decision-repository.ts";
export { decisionRoutes } from "./decision-routes.ts";
export { type DecisionWriter, decisionWriter } from "./decision-writer.ts";
