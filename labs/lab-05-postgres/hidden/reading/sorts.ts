import { check } from "@picking-labs/test-kit";
import { insertRows, type Seeded, seeded } from "../support/insert-rows.ts";
import { readList } from "../support/read-list.ts";

type Comparison = (one: Seeded, other: Seeded) => number;

const earliest: Comparison = (one, other) => one.decidedAt.localeCompare(other.decidedAt);
/** The query's sort (undefined: none given), the order it stands for, and the field to name in a failure. */
const SORTS: [string | undefined, Comparison, keyof Seeded][] = [
  ["decidedAt", earliest, "decidedAt"],
  ["-decidedAt", (one, other) => earliest(other, one), "decidedAt"],
  [undefined, (one, other) => earliest(other, one), "decidedAt"],
  ["productId", (one, other) => one.productId - other.productId, "productId"],
  ["amount", (one, other) => Number(one.amount) - Number(other.amount), "amount"],
];

/** Few values, so that many rows are equal, and texts would stand in another order than numbers. */
const PRODUCTS = [7, 9, 10, 80, 100];
const AMOUNTS = ["0.5", "2.5", "9", "10", "100.25"];
const MOMENTS = ["2026-03-29T00:30:00.000Z", "2026-03-29T01:30:00.000Z", "2026-03-29T01:30:00.001Z"];

check("sorts", async (t) => {
  const [app, database] = await Promise.all([t.sharedApp(), t.sharedDatabase()]);
  const orderId = t.random.integer(10_000_000, 2_000_000_000);
  const decisions = Array.from({ length: 5 }, () => t.random.uuid());
  const rows = decisions.flatMap((decisionId) =>
    PRODUCTS.map((productId) =>
      seeded(t.random, {
        orderId,
        decisionId,
        productId,
        amount: t.random.pick(AMOUNTS),
        decidedAt: t.random.pick(MOMENTS),
      }),
    ),
  );
  await insertRows(database, t.random.shuffle(rows));

  for (const [sort, compare, field] of SORTS) {
    const query = `?orderId=${orderId}${sort === undefined ? "" : `&sort=${sort}`}`;
    const entries = await readList(t, app, query);
    const promised = rows.toSorted((one, other) => compare(one, other) || byIds(one, other));
    t.equal(entries.length, rows.length, `The number of entries of GET /decisions${query}`);
    const wrong = promised.findIndex(
      ({ decisionId, productId }, index) =>
        entries[index]?.decisionId !== decisionId || String(entries[index]?.productId) !== String(productId),
    );
    if (wrong === -1) continue;
    const [got, wanted] = [entries[wrong], promised[wrong]];
    const value = (entry: Partial<Record<keyof Seeded, unknown>> | undefined) =>
      `decision ${entry?.decisionId}, product ${entry?.productId}, ${field} ${entry?.[field]}`;
    t.fail(
      `With ${sort === undefined ? "no sort" : `sort=${sort}`}, number ${wrong + 1} in the list is (${value(got)}); promised there is (${value(wanted)}).`,
    );
  }
});

/** Equal rows follow by decisionId, then by productId. */
function byIds(one: Seeded, other: Seeded): number {
  if (one.decisionId !== other.decisionId) return one.decisionId < other.decisionId ? -1 : 1;
  return one.productId - other.productId;
}
