import type { AppExit } from "@picking-labs/contracts";
import type { Child } from "../processes.ts";
import type { Walled } from "./wall.ts";

type Around = Pick<Walled, "leader" | "members" | "counted"> & {
  /** How the app ended, once `child` has; rejects when not the app was at fault, unless we killed it. */
  end(isKilled: () => boolean): Promise<AppExit>;
  /** Kills what does not end with `child`. */
  killInside?(): void;
};

/** A walled app that lives as long as `child`, the process of ours that holds its wall. */
export function walledChild(child: Child, { end, killInside, ...looks }: Around): Walled {
  let killed = false;
  const ended = end(() => killed);
  // Whoever waits for it is told; until then it is nobody's rejection.
  ended.catch(() => {});
  return {
    get exited() {
      return child.exited;
    },
    ended,
    ...looks,
    async kill() {
      killed = true;
      if (!child.exited) killInside?.();
      await child.kill("SIGKILL", 0);
      await ended.catch(() => {});
    },
  };
}
