import type { Permissions } from "@picking-labs/contracts";

/** Flags that keep an app to its own files; network stays open, since that is what it is for. */
export function permissionFlags(permissions: Permissions, readable: string[]): string[] {
  return [
    "--permission",
    "--allow-net",
    ...readable.map((folder) => `--allow-fs-read=${folder}`),
    ...(permissions.workers ? ["--allow-worker"] : []),
    ...(permissions.childProcesses ? ["--allow-child-process"] : []),
    ...(permissions.writes ? ["--allow-fs-write=*"] : []),
  ];
}
