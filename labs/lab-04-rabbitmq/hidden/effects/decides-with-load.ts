import { decide } from "@picking-labs/domain";
import { check } from "@picking-labs/test-kit";
import { told } from "@picking-labs/test-kit/every-app";
import { plainOrder } from "../support/plain-order.ts";

/** No other check uses it on the shared app. */
const WAREHOUSE = 7055;
const MOMENT = 1_774_747_800.25;
const TIME = new Date(MOMENT * 1000).toISOString();

check("decides-with-load", async (t) => {
  const app = await t.sharedApp();
  const redis = (await t.sharedRedis()).ro;
  const [product] = plainOrder(t.random).products;
  const order = {
    ...plainOrder(t.random, { warehouseId: WAREHOUSE, prioritizationTime: TIME }),
    products: [
      {
        ...product,
        amount: "2",
        positions: [
          { sector: "M-1", storageType: "MANUAL" as const, available: "9" },
          { sector: "A-1", storageType: "AUTOMATED" as const, available: "9" },
        ],
      },
    ],
  };
  const productId = String(product?.productId);
  const queue = `warehouse:${WAREHOUSE}:orders`;
  const ids = [t.random.id(), t.random.id(), t.random.id(), t.random.id(), t.random.id()].map(String);
  // Three earlier ones, one at the same moment, one later; and the order itself, from an hour before.
  const scores = [MOMENT - 3_600, MOMENT - 1, MOMENT - 0.001, MOMENT, MOMENT + 1];
  await redis.zadd(queue, [
    ...ids.map((member, index) => ({ member, score: scores[index] as number })),
    { member: String(order.orderId), score: MOMENT - 3_600 },
  ]);

  const cases = [
    { capacity: undefined, sector: "A-1" },
    { capacity: 3, sector: "M-1" },
    { capacity: 4, sector: "A-1" },
    { capacity: 0, sector: "M-1" },
  ];
  for (const { capacity, sector } of cases) {
    if (capacity !== undefined) await redis.set(`warehouse:${WAREHOUSE}:capacity`, capacity);
    const answer = await app.post("/orders", order);
    const what = `POST /orders with 3 other orders before it and ${capacity === undefined ? "no prediction" : `a capacity of ${capacity}`}`;
    t.verify(answer.status === 200, () => `${what} ${told(answer)}. Promised is 200.`);
    t.equal(answer.json, { products: { [productId]: sector } }, `The answer of ${what}`);
    // After the first answer already: where orders are stored, those of other checks would change the load of the next ones.
    t.equal(
      await redis.zscore(queue, String(order.orderId)),
      MOMENT - 3_600,
      `The score of order ${order.orderId} in ${queue} after ${what}, which stores nothing,`,
    );
    t.equal(
      await redis.type(`order:${order.orderId}`),
      "none",
      `The type of order:${order.orderId} after ${what}, which stores nothing,`,
    );
  }

  const alone = plainOrder(t.random, {
    warehouseId: WAREHOUSE,
    products: 2,
    single: 1,
    prioritizationTime: TIME,
  });
  await redis.del(`warehouse:${WAREHOUSE}:capacity`);
  const answer = await app.post("/orders", alone);
  t.equal(answer.json, decide(alone), "The answer of POST /orders without a prediction");
});
