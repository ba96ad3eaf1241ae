import type { AppExit, LabManifest } from "@picking-labs/contracts";
import { listUsage } from "./group.ts";

type Watched = {
  group: number;
  limits: LabManifest["limits"];
  exceeded: (reason: NonNullable<AppExit["reason"]>) => void;
};
const EVERY_MS = 500;

const watched = new Set<Watched>();
let timer: NodeJS.Timeout | undefined;

/** Tells when a process group uses more memory or CPU than its lab allows. One look serves all apps of the run. */
export function watchLimits(entry: Watched): Disposable {
  watched.add(entry);
  timer ??= setInterval(look, EVERY_MS).unref();
  return {
    [Symbol.dispose]() {
      watched.delete(entry);
      if (watched.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    },
  };
}

async function look() {
  const all = await listUsage().catch(() => []);
  for (const { group, limits, exceeded } of watched) {
    const members = all.filter((usage) => usage.group === group);
    const total = (pick: (usage: (typeof all)[number]) => number) =>
      members.reduce((sum, usage) => sum + pick(usage), 0);
    if (total((usage) => usage.memory) > limits.memoryMb * 1024 * 1024) exceeded("memory");
    else if (total((usage) => usage.cpu) > limits.cpuSeconds) exceeded("cpu");
  }
}
