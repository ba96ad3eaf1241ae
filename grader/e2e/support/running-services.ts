import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LabManifest } from "@picking-labs/contracts";
import { createProcesses, killMarked } from "../../src/sandbox/index.ts";
import type { ServiceProvider, StartedServices } from "../../src/services/index.ts";
import { newRunId } from "../../src/workspace/index.ts";

/** Services as a run gets them, without the run. */
export type RunningServices = StartedServices & { runId: string };

/** Starts what a run would; everything that the run itself owns ends with it. */
export async function startServices(
  provider: ServiceProvider,
  services: LabManifest["services"],
  { state, tell = () => {} }: { state: string; tell?: (text: string) => void },
): Promise<RunningServices> {
  const runId = newRunId();
  const processes = createProcesses(runId);
  const started = await provider
    .start({
      ...{ services, runId, state, cache: join(state, "cache"), processes, tell, onBegun: () => {} },
      signal: new AbortController().signal,
    })
    .catch(async (error) => {
      await processes[Symbol.asyncDispose]();
      throw error;
    });
  return {
    ...started,
    runId,
    async [Symbol.asyncDispose]() {
      await started[Symbol.asyncDispose]();
      await processes[Symbol.asyncDispose]();
      await killMarked(runId);
    },
  };
}

/** A state folder of a test's own. */
export async function temporaryState(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), "services "));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
