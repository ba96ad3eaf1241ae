import { check } from "@picking-labs/test-kit";
import { insertRows, seeded } from "../support/insert-rows.ts";
import { readList } from "../support/read-list.ts";

/** One more than a list may hold, so that every limit cuts something. */
const ROWS = 1_001;

check("filter-and-limit", async (t) => {
  const [app, database] = await Promise.all([t.sharedApp(), t.sharedDatabase()]);
  const [orderId, otherOrder] = [
    t.random.integer(10_000_000, 2_000_000_000),
    t.random.integer(10_000_000, 2_000_000_000),
  ];
  const decisionId = t.random.uuid();
  // Earlier than any other row of the table: without a filter they are the first ones.
  const longAgo = Date.UTC(2001, 0, 1);
  const rows = Array.from({ length: ROWS }, (_, index) =>
    seeded(t.random, {
      orderId,
      decisionId,
      productId: index + 1,
      // Each amount once: what is equal is another check's matter.
      amount: `${((index * 7_919) % ROWS) + 1}.5`,
      decidedAt: new Date(longAgo + index * 1000).toISOString(),
    }),
  );
  const other = seeded(t.random, { orderId: otherOrder, decidedAt: "2000-01-01T00:00:00.000Z" });
  await insertRows(database, t.random.shuffle([...rows, other]));

  const products = async (query: string) =>
    (await readList(t, app, query)).map(({ productId }) => Number(productId));
  const first = (count: number) => rows.slice(0, count).map(({ productId }) => productId);
  const check = async (query: string, promised: number[], what: string) => {
    const seen = await products(query);
    t.equal(seen.length, promised.length, `The number of entries of GET /decisions${query} (${what})`);
    t.equal(seen, promised, `The products in the list of GET /decisions${query} (${what})`);
  };
  await check(`?orderId=${otherOrder}`, [other.productId], "an order with one row");
  await check(`?orderId=${t.random.id()}`, [], "an order without rows");
  await check(`?orderId=${orderId}&sort=decidedAt&limit=1`, first(1), `an order with ${ROWS} rows`);
  await check(`?orderId=${orderId}&sort=decidedAt&limit=7`, first(7), `an order with ${ROWS} rows`);
  await check(`?orderId=${orderId}&sort=decidedAt&limit=1000`, first(1000), `an order with ${ROWS} rows`);
  await check(`?orderId=${orderId}&sort=decidedAt`, first(100), `an order with ${ROWS} rows`);
  await check("?sort=decidedAt&limit=3", [other.productId, ...first(2)], "no orderId: rows of all orders");
  const sorted = rows.toSorted((a, b) => Number(a.amount) - Number(b.amount) || a.productId - b.productId);
  const smallest = sorted.slice(0, 5).map(({ productId }) => productId);
  await check(
    `?orderId=${orderId}&sort=amount&limit=5`,
    smallest,
    "the smallest amounts, not the latest rows",
  );
  await check(
    `?orderId=${orderId}&sort=productId&limit=4`,
    first(4),
    "the smallest ids, not the latest rows",
  );
  const last = rows.at(-1)?.productId ?? 0;
  await check(`?orderId=${orderId}&sort=-decidedAt&limit=2`, [last, last - 1], `an order with ${ROWS} rows`);
});
