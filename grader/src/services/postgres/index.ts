export { cacheFolders } from "./cache-folder.ts";
export { DATA_PREFIX, dataRoots, removeDataFolder } from "./data-folder.ts";
export { endOrphan } from "./end-orphan.ts";
export { startPostgres } from "./start.ts";
