import { check } from "@picking-labs/test-kit";
import { insertRows, type Seeded, seeded } from "../support/insert-rows.ts";
import { type Entry, readList } from "../support/read-list.ts";

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

  const first = (count: number) => rows.slice(0, count);
  const check = async (query: string, promised: Seeded[], what: string) => {
    const seen = await readList(t, app, query);
    t.equal(seen.length, promised.length, `The number of entries of GET /decisions${query} (${what})`);
    const wrong = promised.findIndex(({ productId }, index) => Number(seen[index]?.productId) !== productId);
    if (wrong === -1) return;
    const field = query.includes("sort=amount") ? "amount" : "decidedAt";
    const shown = (entry: Entry | Seeded | undefined) =>
      `product ${entry?.productId}, ${field} ${entry?.[field]}`;
    t.fail(
      `Number ${wrong + 1} in the list of GET /decisions${query} (${what}) is (${shown(seen[wrong])}); promised there is (${shown(promised[wrong])}).`,
    );
  };
  await check(`?orderId=${otherOrder}`, [other], "an order with one row");
  await check(`?orderId=${t.random.id()}`, [], "an order without rows");
  await check(`?orderId=${orderId}&sort=decidedAt&limit=1`, first(1), `an order with ${ROWS} rows`);
  await check(`?orderId=${orderId}&sort=decidedAt&limit=7`, first(7), `an order with ${ROWS} rows`);
  await check(`?orderId=${orderId}&sort=decidedAt&limit=1000`, first(1000), `an order with ${ROWS} rows`);
  await check(`?orderId=${orderId}&sort=decidedAt`, first(100), `an order with ${ROWS} rows`);
  await check("?sort=decidedAt&limit=3", [other, ...first(2)], "no orderId: rows of all orders");
  const sorted = rows.toSorted((a, b) => Number(a.amount) - Number(b.amount) || a.productId - b.productId);
  await check(
    `?orderId=${orderId}&sort=amount&limit=5`,
    sorted.slice(0, 5),
    "the smallest amounts, not the latest rows",
  );
  await check(
    `?orderId=${orderId}&sort=productId&limit=4`,
    first(4),
    "the smallest ids, not the latest rows",
  );
  await check(
    `?orderId=${orderId}&sort=-decidedAt&limit=2`,
    rows.slice(-2).reverse(),
    `an order with ${ROWS} rows`,
  );
});
