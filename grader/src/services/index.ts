export { nativeProvider } from "./native.ts";
export { cacheFolders, DATA_PREFIX, dataRoots, endOrphan, removeDataFolder } from "./postgres/index.ts";
export type { PostgresAccess, ServiceProvider, StartedServices } from "./provider.ts";
