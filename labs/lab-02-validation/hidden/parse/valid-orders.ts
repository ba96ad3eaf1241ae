import { type CheckContext, check, type RunningApp } from "@picking-labs/test-kit";
import { answerTo, canonicalOrder } from "../support/an-order.ts";
import { postAll } from "../support/cases.ts";
import { promisedPart } from "../support/promised-part.ts";
import { told } from "../support/told.ts";

const MANY = 40;

check("valid-orders", async (t) => {
  const app = await t.sharedApp();
  const plain = canonicalOrder(t.random);
  await answers(t, app, "POST /orders", [plain]);

  const noted = canonicalOrder(t.random, { note: t.random.text(1, 200) });
  await answers(t, app, "POST /orders with a note", [noted]);
  await answers(t, app, "POST /orders with an empty note", [{ ...noted, note: "" }]);
  await answers(t, app, "POST /orders with spaces around a note", [{ ...plain, note: "  left  side \n" }]);

  // Ids that come in no order: an answer that goes through a map keyed by id would sort them.
  const shuffled = canonicalOrder(t.random, { products: 30, positions: "mixed" });
  const small = {
    ...shuffled,
    products: shuffled.products.map((product, index) => ({ ...product, productId: 90 - index })),
  };
  await answers(t, app, "POST /orders with product ids that fall", [small as typeof plain]);
  const most = canonicalOrder(t.random, { products: 500, positions: 1 });
  await answers(t, app, "POST /orders with 500 products", [most]);

  const many = Array.from({ length: MANY }, () =>
    canonicalOrder(t.random, { products: t.random.integer(1, 6), positions: "mixed" }),
  );
  await answers(t, app, "POST /orders", many);
});

async function answers(
  t: CheckContext,
  app: RunningApp,
  what: string,
  orders: ReturnType<typeof canonicalOrder>[],
): Promise<void> {
  const all = await postAll(app, orders);
  for (const [index, answer] of all.entries()) {
    const order = orders[index] as (typeof orders)[number];
    t.verify(answer.status === 200, () => `${what} ${told(answer)}. That is a valid order; promised is 200.`);
    const seen = promisedPart(answer.json);
    t.equal(seen, answerTo(order), `The answer of ${what}`);
    const ids = (seen as { products: { productId: number }[] }).products.map(({ productId }) => productId);
    t.equal(
      ids,
      order.products.map(({ productId }) => productId),
      `The order of the products in the answer of ${what}`,
    );
  }
}
