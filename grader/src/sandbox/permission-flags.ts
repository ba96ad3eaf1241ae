import type { Permissions } from "@picking-labs/contracts";

/** Flags that keep an app to its own files; network stays open, since that is what it is for. */
export function permissionFlags(permissions: Permissions, readable: string[]): string[] {
  return [
    "--permission",
    "--allow-net",
    ...readable.map((folder) => `--allow-fs-read=${folder}`),
    ...(permissions.workers ? ["--allow-worker"] : []),
    ...(permissions.childProcesses ? ["--allow-child-process"] : []),
    // node:sqlite opens files past the permission model.
    ...(permissions.writes ? ["--allow-fs-write=*"] : ["--no-experimental-sqlite"]),
  ];
}

/** What a lab allows beyond that; each of these widens what Node's permission model can keep. */
export const widenedBy = (permissions: Permissions): string[] =>
  Object.entries(permissions).flatMap(([name, allowed]) => (allowed ? [name] : []));
