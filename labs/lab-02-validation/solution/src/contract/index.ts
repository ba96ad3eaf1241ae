export { answerSchema } from "./answer-schema.ts";
export { type Issue, issuesOf } from "./issue.ts";
export { type OrderSchemas, orderSchemas } from "./order-schema.ts";
