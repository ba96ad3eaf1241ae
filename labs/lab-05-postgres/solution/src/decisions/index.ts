export { type DecisionRecord, newDecision } from "./decision.ts";
export { decisionRoutes } from "./decision-routes.ts";
export { decisions } from "./decisions.ts";
