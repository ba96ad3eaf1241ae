export { type App, type AppLog, type AppSpec, startApp } from "./app.ts";
export { isolationOf } from "./isolation.ts";
export { killMarked } from "./marked.ts";
export { takePort } from "./ports.ts";
export { type Child, createProcesses, type Processes } from "./processes.ts";
