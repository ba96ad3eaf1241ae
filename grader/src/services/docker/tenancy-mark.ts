import { isRunId, ownerLives } from "../../run-id.ts";
import { TENANCY_MARK } from "../rabbitmq/index.ts";

/** Describes the virtual hosts of a run, so that a look at the broker tells whose they are. */
export const markOf = (runId: string) => `${TENANCY_MARK} ${runId}`;

/** How many runs that go on have something in the broker; one that was killed has left its virtual hosts there. */
export function runsAmong(virtualHosts: unknown): number {
  if (!Array.isArray(virtualHosts)) return 0;
  const ids = virtualHosts.map((host: { description?: unknown } | null) =>
    String(host?.description ?? "").slice(markOf("").length),
  );
  return [...new Set(ids)].filter((id) => isRunId(id) && ownerLives(id)).length;
}
