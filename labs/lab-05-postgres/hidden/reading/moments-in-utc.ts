import { check } from "@picking-labs/test-kit";
import { insertRows, seeded } from "../support/insert-rows.ts";
import { readList } from "../support/read-list.ts";

/** Around the changes of the clock, at the ends of a day and a year, with and without milliseconds. */
const MOMENTS = [
  "2026-03-29T01:30:00.000Z",
  "2026-03-29T00:59:59.999Z",
  "2025-10-26T00:30:00.001Z",
  "2024-02-29T23:59:59.900Z",
  "2025-12-31T23:30:00.120Z",
  "2026-07-01T12:00:00.000Z",
  "2026-11-01T04:45:10.050Z",
];

check("moments-in-utc", async (t) => {
  const [app, database] = await Promise.all([t.sharedApp(), t.sharedDatabase()]);
  const orderId = t.random.integer(10_000_000, 2_000_000_000);
  const rows = MOMENTS.map((decidedAt, index) =>
    seeded(t.random, { orderId, decidedAt, productId: index + 1 }),
  );
  await insertRows(database, rows);
  const entries = await readList(t, app, `?orderId=${orderId}&sort=productId`);
  for (const [index, { decidedAt }] of rows.entries())
    t.verify(
      entries[index]?.decidedAt === decidedAt,
      `A decision of ${decidedAt} is answered with decidedAt ${JSON.stringify(entries[index]?.decidedAt)}. (The process runs with TZ=Asia/Kathmandu, its role in Postgres with America/St_Johns.)`,
    );
});
