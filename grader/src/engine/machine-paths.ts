import type { Place } from "../catalog/index.ts";

/** Paths of this machine, which no report holds, and what stands in their place. */
export const machinePaths = ({ root, labs }: Place, runFolder: string): Record<string, string> => ({
  [runFolder]: "",
  [labs]: "labs",
  [root]: ".",
});
