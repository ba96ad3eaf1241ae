export { type Attempt, type GradedReport, openStore, type Store } from "./store.ts";
