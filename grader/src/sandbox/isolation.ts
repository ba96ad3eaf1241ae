import type { Permissions } from "@picking-labs/contracts";

/** What the report says about the walls around the app. */
export function isolationOf(permissions: Permissions): { levels: string[]; notes: string[] } {
  const widened = Object.entries(permissions).filter(([, allowed]) => allowed);
  const notes = ["The app runs as your own user: it could reach what you can reach over the network."];
  if (widened.length > 0)
    notes.push(
      `This lab allows ${widened.map(([name]) => name).join(", ")}; Node's permission model then no longer hides files.`,
    );
  return { levels: ["L0", "L1", "L3", "L5"], notes };
}

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
