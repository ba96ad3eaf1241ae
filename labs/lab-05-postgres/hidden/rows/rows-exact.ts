import { type Country, countryOf, type Order, WAREHOUSES } from "@picking-labs/domain";
import { AMOUNTS } from "@picking-labs/domain/generators";
import { type CheckContext, check } from "@picking-labs/test-kit";
import { expectedRows } from "../support/expected-rows.ts";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { rowsArrive } from "../support/rows-arrive.ts";

const LARGEST_ID = Number.MAX_SAFE_INTEGER;

check("rows-exact", async (t) => {
  const [app, database] = await Promise.all([t.sharedApp(), t.sharedDatabase()]);
  const orders = Object.keys(WAREHOUSES).map((country) => orderOf(t, country as Country));
  // The largest id may stand in every column that holds one.
  const [largest] = orders;
  if (largest !== undefined) largest.order.orderId = LARGEST_ID;

  const posted = await Promise.all(
    orders.map(async ({ order, sent }) => {
      const { decisionId, ...rest } = await postOrder(t, app, { ...sent, orderId: order.orderId } as Order);
      return { ...rest, order, decisionId };
    }),
  );
  const rows = await rowsArrive(t, database, posted);
  for (const { order, decisionId } of posted) {
    const own = rows.filter((row) => row.decisionId === decisionId);
    for (const promised of expectedRows(order, decisionId)) {
      const row = own.find(({ productId }) => productId === promised.productId);
      const where = `product ${promised.productId} of order ${order.orderId}`;
      if (row === undefined)
        return t.fail(`There is no row for ${where}, although the decision has ${own.length} rows.`);
      for (const column of Object.keys(promised) as (keyof typeof promised)[])
        t.equal(row[column], promised[column], `In the row of ${where}, ${COLUMNS[column]}`);
    }
  }
});

/** The order as it is sent (an amount may be a number, the country may be missing), and as it has to be understood. */
function orderOf({ random }: CheckContext, country: Country): { order: Order; sent: object } {
  const order = plainOrder(random, { products: AMOUNTS.length });
  order.warehouseId = random.pick(WAREHOUSES[country]);
  order.country = countryOf(order.warehouseId) as Country;
  order.products.forEach((product, index) => {
    product.productId = index === 0 ? LARGEST_ID : random.id();
    product.amount = AMOUNTS[index]?.canonical ?? "1";
  });
  const products = order.products.map((product, index) => ({ ...product, amount: AMOUNTS[index]?.sent }));
  return { order, sent: { ...order, products, country: random.pick([undefined, country]) } };
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
