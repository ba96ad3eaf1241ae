import { GraderError } from "../errors.ts";

/**
 * Waits for all, so that nothing still starts while the rest is torn down, and then throws the most telling
 * rejection: one of the learner's making before one of ours.
 */
export async function together<T extends readonly unknown[] | []>(
  steps: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const ended = await Promise.allSettled(steps);
  const rejections: unknown[] = ended.flatMap((end) => (end.status === "rejected" ? [end.reason] : []));
  if (rejections.length > 0)
    throw rejections.find((reason) => reason instanceof GraderError && reason.exit === 3) ?? rejections[0];
  return ended.map((end) => (end as PromiseFulfilledResult<unknown>).value) as {
    -readonly [K in keyof T]: Awaited<T[K]>;
  };
}
