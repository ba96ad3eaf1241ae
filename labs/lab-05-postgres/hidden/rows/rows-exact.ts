import { COUNTRIES, type Country, type Order, WAREHOUSES } from "@picking-labs/domain";
import { AMOUNTS } from "@picking-labs/domain/generators";
import { type CheckContext, check, type JudgeDatabase, type RunningApp } from "@picking-labs/test-kit";
import { allInOrder } from "@picking-labs/test-kit/every-app";
import { expectedRows } from "../support/expected-rows.ts";
import { plainOrder } from "../support/plain-order.ts";
import { type Posted, postOrder } from "../support/post-order.ts";
import { rowsArrive } from "../support/rows-arrive.ts";

type Amount = (typeof AMOUNTS)[number];

const LARGEST_ID = Number.MAX_SAFE_INTEGER;
const LARGEST_AMOUNT: Amount = { sent: "999999999.999", canonical: "999999999.999" };

check("rows-exact", async (t) => {
  const [app, database] = await Promise.all([t.sharedApp(), t.sharedDatabase()]);
  const common = AMOUNTS.filter(({ canonical }) => canonical !== LARGEST_AMOUNT.canonical);
  const posted = await allInOrder(
    COUNTRIES.map((country, index) =>
      postWith(t, app, { country, isCountrySent: index % 2 === 0, amounts: common }),
    ),
  );
  await rowsAreExact(t, database, posted);
  // On its own: it may be refused where the others are only rounded.
  const largest = {
    country: "cz",
    isCountrySent: true,
    amounts: [LARGEST_AMOUNT],
    orderId: LARGEST_ID,
  } as const;
  await rowsAreExact(t, database, [await postWith(t, app, largest)]);
});

/** An order with these amounts, as it is sent; what comes back holds it as it has to be understood. */
async function postWith(
  t: CheckContext,
  app: RunningApp,
  given: { country: Country; isCountrySent: boolean; amounts: readonly Amount[]; orderId?: number },
): Promise<Posted> {
  const { country, isCountrySent, amounts } = given;
  const plain = plainOrder(t.random, { products: amounts.length });
  const order: Order = {
    ...plain,
    orderId: given.orderId ?? t.random.id(),
    warehouseId: t.random.pick(WAREHOUSES[country]),
    country,
    products: plain.products.map((product, index) => ({
      ...product,
      productId: index === 0 ? LARGEST_ID : t.random.id(),
      amount: amounts[index]?.canonical ?? "1",
    })),
  };
  const sent = {
    ...order,
    country: isCountrySent ? country : undefined,
    products: order.products.map((product, index) => ({ ...product, amount: amounts[index]?.sent })),
  };
  return { ...(await postOrder(t, app, sent as Order)), order };
}

async function rowsAreExact(t: CheckContext, database: JudgeDatabase, posted: Posted[]): Promise<void> {
  const rows = await rowsArrive(t, database, posted);
  for (const { order, decisionId } of posted)
    for (const promised of expectedRows(order, decisionId)) {
      const row = rows.find((one) => one.decisionId === decisionId && one.productId === promised.productId);
      const where = `product ${promised.productId} of order ${order.orderId}`;
      if (row === undefined)
        return t.fail(`The decision has as many rows as products, and none for ${where}.`);
      for (const column of Object.keys(promised) as (keyof typeof promised)[])
        t.equal(row[column], promised[column], `${COLUMNS[column]} in the row of ${where}`);
    }
}

const COLUMNS = {
  decisionId: "decision_id",
  orderId: "order_id",
  warehouseId: "warehouse_id",
  country: "country",
  productId: "product_id",
  sector: "sector",
  storageType: "storage_type",
  amount: "amount",
};
