import { RUN_LABEL } from "../../container-marks.ts";
import type { Engine } from "./engine.ts";
import { removeContainer } from "./remove-container.ts";

/** Removes whatever containers a run still has, also one whose start was broken off. */
export async function removeRun(engine: Engine, runId: string): Promise<void> {
  const { dockerode } = engine.container;
  const filters = { label: [`${RUN_LABEL}=${runId}`] };
  for (const { Id } of await dockerode.listContainers({ all: true, filters }))
    await removeContainer(engine, Id);
}
