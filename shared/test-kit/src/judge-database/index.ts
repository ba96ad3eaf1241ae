export { type Cloning, createCloning } from "./cloning.ts";
export { connectJudge, type PostgresPlace } from "./judge-client.ts";
export type { JudgeDatabase, JudgeSession } from "./judge-database.ts";
export { openDatabase } from "./open-database.ts";
export { closeSharedClients } from "./shared-clients.ts";
