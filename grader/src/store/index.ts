export { type Attempt, openStore, type Store } from "./store.ts";
