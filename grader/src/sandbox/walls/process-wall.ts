import type { Permissions } from "@picking-labs/contracts";
import { widenedBy } from "../permission-flags.ts";
import type { Processes } from "../processes.ts";
import type { Wall } from "./wall.ts";

/**
 * A process group of its own, as our own user.
 * @param missing why there is no better wall, where one was looked for
 */
export function processWall(processes: Processes, missing?: string): Wall {
  return {
    shown: (permissions) => ({
      levels: ["L0", "L1", "L3", "L5"],
      notes: [
        "The app runs as your own user: it could reach what you can reach over the network.",
        ...(missing === undefined ? [] : [`It did not run behind walls of bubblewrap: ${missing}`]),
        ...widened(permissions),
      ],
    }),
    async start({ command: [program, ...args], readable: _readable, limits: _limits, ...options }) {
      const child = processes.start(program, args, options);
      return {
        get exited() {
          return child.exited;
        },
        ended: child.ended,
        leader: () => child.pid,
        members: (all) => all.filter(({ group }) => group === child.pid),
        counted: async () => ({ cpu: 0, outOfMemory: false }),
        kill: () => child.kill("SIGKILL", 0),
      };
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

function widened(permissions: Permissions): string[] {
  const names = widenedBy(permissions);
  return names.length === 0
    ? []
    : [`This lab allows ${names.join(", ")}; Node's permission model then no longer hides files.`];
}
