import { type CheckContext, check, type RunningApp } from "@picking-labs/test-kit";
import { answerTo, canonicalOrder } from "../support/an-order.ts";
import { told } from "../support/told.ts";

check("answer-keys", async (t) => {
  const app = await t.sharedApp();
  const order = canonicalOrder(t.random, { products: 1, note: "fragile" });
  await expectKeys(t, app, "POST /orders", order, order);
  const bare = canonicalOrder(t.random, { products: 1 });
  await expectKeys(t, app, "POST /orders without a note", bare, bare);

  const noisy = {
    ...order,
    colour: "blue",
    order_id: 5,
    products: order.products.map((product) => ({
      ...product,
      weight: 3,
      positions: product.positions.map((position) => ({ ...position, storage_type: "MANUAL", shelf: null })),
    })),
  };
  const what = "POST /orders with keys that nobody knows (colour, order_id, weight, shelf and more)";
  await expectKeys(t, app, what, noisy, order);
});

/** Exactly the promised keys: `order` is what was meant. */
async function expectKeys(
  t: CheckContext,
  app: RunningApp,
  what: string,
  body: unknown,
  order: ReturnType<typeof canonicalOrder>,
): Promise<void> {
  const answer = await app.post("/orders", body);
  t.verify(answer.status === 200, () => `${what} ${told(answer)}. Promised is 200.`);
  t.equal(keysOf(answer.json), keysOf(answerTo(order)), `The keys in the answer of ${what}`);
}

/** The same with every value blotted out. */
function keysOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(keysOf);
  if (typeof value !== "object" || value === null) return "…";
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, keysOf(inner)]));
}
