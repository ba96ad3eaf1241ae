import type { AppExit, LabManifest } from "@picking-labs/contracts";
import { listUsage, type Usage } from "./group.ts";

type Watched = {
  members: (all: readonly Usage[]) => readonly Usage[];
  /** What the kernel itself counted, where it does: CPU time in seconds, and whether it had to end one for its memory. */
  counted: () => Promise<Counted>;
  limits: LabManifest["limits"];
  exceeded: (reason: NonNullable<AppExit["reason"]>) => void;
};
export type Counted = { cpu: number; outOfMemory: boolean };
const EVERY_MS = 500;

const watched = new Set<Watched>();
let timer: NodeJS.Timeout | undefined;

/** Tells when the processes of an app use more memory or CPU than its lab allows. One look serves all apps of the run. */
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
  for (const { limits, exceeded, ...app } of watched) {
    const members = app.members(all);
    const { cpu, outOfMemory } = await app.counted();
    const memory = sum(members.map((usage) => usage.memory));
    const seconds = Math.max(cpu, sum(members.map((usage) => usage.cpu)));
    if (outOfMemory || memory > limits.memoryMb * 1024 * 1024) exceeded("memory");
    else if (seconds > limits.cpuSeconds) exceeded("cpu");
  }
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
