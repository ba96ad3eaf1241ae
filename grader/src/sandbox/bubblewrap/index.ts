export { accountOf } from "./account.ts";
export { chooseIsolation, type Isolation } from "./choose.ts";
export { commandLine, MOST_PROCESSES } from "./command-line.ts";
export { whyNoBubblewrap } from "./works.ts";
