export { accountOf } from "./account.ts";
export { chooseIsolation, type Isolation } from "./choose.ts";
export { commandLine, MOST_PROCESSES } from "./command-line.ts";
export { hasOwnNetwork, inOwnNetwork } from "./own-network.ts";
export { whyNoBubblewrap } from "./works.ts";
