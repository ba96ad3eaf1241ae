export { DATA_PREFIX, dataRoots, nodeWords, removeDataFolder } from "./data-folder.ts";
export { isAtLeast, MINIMUM_VERSIONS } from "./minimum-versions.ts";
export { nativeProvider } from "./native.ts";
export { cacheFolders, endOrphan } from "./postgres/index.ts";
export type { PostgresAccess, ServiceProvider, StartedServices } from "./provider.ts";
export { type WarmService, warmServices } from "./warm.ts";
