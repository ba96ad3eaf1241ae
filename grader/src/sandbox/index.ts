export { type App, type AppLog, type AppSpec, startApp } from "./app.ts";
export { hasOwnNetwork, type Isolation, inOwnNetwork, whyNoBubblewrap } from "./bubblewrap/index.ts";
export { killMarked, killNaming } from "./marked.ts";
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
