export { type App, type AppLog, type AppSpec, startApp } from "./app.ts";
export { sweepControlGroups, whyNoBubblewrap } from "./bubblewrap/index.ts";
export { chooseIsolation } from "./choose.ts";
export { createWall } from "./create-wall.ts";
export { killMarked } from "./marked.ts";
export { takePort } from "./ports.ts";
export { type Child, createProcesses, type Processes } from "./processes.ts";
export type { Isolation, Wall } from "./wall.ts";
