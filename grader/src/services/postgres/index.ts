export { cacheFolders } from "./cache-folder.ts";
export { endOrphan } from "./end-orphan.ts";
export { startPostgres } from "./start.ts";
