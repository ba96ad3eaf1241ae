export { accountOf } from "./account.ts";
export {
  commandLine,
  ETC_FILES,
  lowered,
  MOST_PROCESSES,
  SHORT_NAMES,
  SYSTEM,
  TEMPORARY_BYTES,
} from "./command-line.ts";
export { enterOwnNetwork, inOwnNetwork } from "./own-network.ts";
export { remembered } from "./remembered.ts";
export { whyNoBubblewrap } from "./works.ts";
