import type { PhaseTiming, RunEvent } from "@picking-labs/contracts";

export type Stopwatch = {
  phases: PhaseTiming[];
  /** Runs one phase, timed; phases may overlap. */
  phase<T>(name: string, text: string, run: () => Promise<T>): Promise<T>;
};

export function stopwatch(onEvent: (event: RunEvent) => void): Stopwatch {
  const phases: PhaseTiming[] = [];
  return {
    phases,
    async phase(name, text, run) {
      onEvent({ type: "phase-started", phase: name, text });
      const began = performance.now();
      try {
        return await run();
      } finally {
        const ms = Math.round(performance.now() - began);
        phases.push({ name, ms });
        onEvent({ type: "phase-ended", phase: name, ms });
      }
    },
  };
}
