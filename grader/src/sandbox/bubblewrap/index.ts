export { commandLine } from "./command-line.ts";
export { enterOwnNetwork, inOwnNetwork } from "./own-network.ts";
export { remembered } from "./remembered.ts";
export { whyNoBubblewrap } from "./works.ts";
