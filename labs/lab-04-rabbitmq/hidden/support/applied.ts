import type { CheckContext, JudgeRedis } from "@picking-labs/test-kit";

export type Entry = Record<string, string>;

const STREAM = "engine:applied";

/** The entries of the stream about one order, or about one warehouse, oldest first. */
export async function entriesOf(
  redis: JudgeRedis,
  subject: { orderId: number } | { warehouseId: number },
): Promise<Entry[]> {
  const [field, id] = Object.entries(subject)[0] as [string, number];
  return (await entriesIn(redis)).filter((fields) => fields[field] === String(id));
}

/** All entries of the stream, oldest first. */
export async function entriesIn(redis: JudgeRedis): Promise<Entry[]> {
  return (await redis.xrange(STREAM)).map(({ fields }) => fields);
}

export function countEntries(redis: JudgeRedis): Promise<number> {
  return redis.xlen(STREAM);
}

/** How long a second effect, or one that must not come, is waited for after the first was seen. */
const LATE_MS = 300;

/**
 * Fails when the stream has another number of entries about the order, now or a little later.
 * @param circumstance begins the failure: "PICKED of order 5 was published twice"
 */
export async function entriesStay(
  t: CheckContext,
  redis: JudgeRedis,
  subject: { orderId: number } | { warehouseId: number },
  { count, circumstance }: { count: number; circumstance: string },
): Promise<void> {
  await t.eventually(
    async () => (await entriesOf(redis, subject)).length >= count,
    () => `${circumstance}, and 10 s later the stream ${STREAM} has fewer than ${count} entries about it.`,
    { within: 10_000 },
  );
  await t.never(
    async () => (await entriesOf(redis, subject)).length > count,
    () =>
      `${circumstance}, and the stream ${STREAM} has more than ${count === 1 ? "1 entry" : `${count} entries`} about it.`,
    { for: LATE_MS, every: 50 },
  );
}
