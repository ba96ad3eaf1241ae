export { nativeProvider } from "./native.ts";
export { cacheFolders } from "./postgres/cache-folder.ts";
export { DATA_PREFIX, dataRoots, removeDataFolder } from "./postgres/data-folder.ts";
export type { PostgresAccess, ServiceProvider, StartedServices } from "./provider.ts";
