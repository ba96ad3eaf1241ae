import { check } from "@picking-labs/test-kit";
import { insertRows, type Seeded, seeded } from "../support/insert-rows.ts";
import { readList } from "../support/read-list.ts";

const AMOUNTS = {
  "0.1": "0.100",
  "100": "100.000",
  "2.5": "2.5",
  "0.001": "0.001",
  "123456789.125": "123456789.125",
  "999999999.999": "999999999.999",
  "20": "20",
};

check("decisions-read", async (t) => {
  const [app, database] = await Promise.all([t.sharedApp(), t.sharedDatabase()]);
  const orderId = t.random.id();
  const rows = Object.keys(AMOUNTS).map((amount, index) =>
    seeded(t.random, {
      orderId,
      productId: index === 0 ? Number.MAX_SAFE_INTEGER : t.random.id(),
      amount,
      storageType: t.random.pick(["MANUAL", "AUTOMATED"] as const),
      warehouseId: t.random.pick([8799, 1010, 7055]),
    }),
  );
  await insertRows(database, rows);
  const entries = await readList(t, app, `?orderId=${orderId}&sort=productId`);

  t.equal(entries.length, rows.length, `The number of entries of an order with ${rows.length} rows`);
  const promised = rows.toSorted((one, other) => one.productId - other.productId);
  for (const [index, row] of promised.entries()) {
    const { decidedAt: _, ...entry } = entries[index] ?? {};
    const { decidedAt: __, ...rest } = row satisfies Seeded;
    t.equal(
      entry,
      rest,
      `Number ${index + 1} in the list of GET /decisions?orderId=${orderId}&sort=productId`,
    );
  }
});
