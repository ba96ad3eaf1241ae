export { GOOD_ANSWER, goodApp, server } from "./app-source.ts";
export {
  type CommandLine,
  type Ended,
  flat,
  readSlowly,
  reportOf,
  startCommandLine,
} from "./command-line.ts";
export { containersOf, docker } from "./containers.ts";
export { addItem, again, answering, rowsAsWork, startDev } from "./dev-session.ts";
export { fromEnvironment } from "./from-environment.ts";
export { leftovers } from "./leftovers.ts";
export { postmasterOf } from "./postmaster.ts";
export { test } from "./test.ts";
export type { TestPlace } from "./test-place.ts";
export { canContain, walled } from "./walled.ts";
