export { type App, type AppLog, startApp } from "./app.ts";
export { isolationOf } from "./isolation.ts";
export { takePort } from "./ports.ts";
export { type Child, createProcesses, type Processes } from "./processes.ts";
export { killMarked } from "./marked.ts";
