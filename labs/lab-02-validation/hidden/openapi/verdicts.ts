import { Worker } from "node:worker_threads";
import type { CheckContext } from "@picking-labs/test-kit";
import { clip } from "../support/told.ts";
import type { OrdersDocument } from "./document.ts";

export type Asked = OrdersDocument & { samples: unknown[] };
export type Answered = { verdicts: boolean[] } | { error: string };

/** A pattern can take for ever on a few characters; this one is measured in milliseconds. */
const LIMIT_MS = 10_000;

/** Whether the document's schema accepts each sample. It is somebody else's, so it is read apart and within a limit. */
export async function verdictsOf(
  t: CheckContext,
  found: OrdersDocument,
  samples: unknown[],
): Promise<boolean[]> {
  const worker = new Worker(new URL("./verdicts-worker.ts", import.meta.url), {
    workerData: { ...found, samples } satisfies Asked,
    resourceLimits: { maxOldGenerationSizeMb: 128 },
    stdout: true,
    stderr: true,
  });
  const { promise, resolve } = Promise.withResolvers<Answered>();
  const limit = setTimeout(
    () => resolve({ error: "it took more than ten seconds to judge a few small orders" }),
    LIMIT_MS,
  );
  worker.once("message", resolve);
  worker.once("error", (error: Error) => resolve({ error: error.message }));
  try {
    const answered = await promise;
    if ("verdicts" in answered) return answered.verdicts;
    return t.fail(`The schema of POST /orders in the document cannot be used: ${clip(answered.error, 200)}.`);
  } finally {
    clearTimeout(limit);
    await worker.terminate();
  }
}
