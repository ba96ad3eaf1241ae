export { nativeProvider } from "./native.ts";
export { cacheFolders } from "./postgres/cache-folder.ts";
export { DATA_PREFIX, dataRoots, removeDataFolder } from "./postgres/data-folder.ts";
export { endOrphan } from "./postgres/end-orphan.ts";
export type { PostgresAccess, ServiceProvider, StartedServices } from "./provider.ts";
