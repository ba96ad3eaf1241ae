export { type App, type AppLog, type AppSpec, startApp } from "./app.ts";
export { inOwnNetwork, whyNoBubblewrap } from "./bubblewrap/index.ts";
export type { Isolation } from "./isolation/index.ts";
export { killMarked, killNaming } from "./marked.ts";
export { hasOwnNetwork } from "./own-network.ts";
export { isFree, takePort } from "./ports.ts";
export { type Child, createProcesses, type Processes } from "./processes.ts";
export {
  controlGroupRoots,
  createWall,
  GROUP_PREFIX,
  removeControlGroups,
  sweepControlGroups,
  type Wall,
} from "./walls/index.ts";
