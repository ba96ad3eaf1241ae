import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";
import { postOrder } from "../support/post-order.ts";

check("decision-only", async (t) => {
  const app = await t.sharedApp();
  for (const products of [1, 3]) {
    const order = { ...anOrder(t.random, { products, positions: "mixed" }), note: "before noon" };
    const { json, text } = await postOrder(t, app, order);
    const { products: map, ...more } = Object(json);
    const ids = order.products.map(({ productId }) => String(productId));
    t.verify(
      Object.keys(Object(map)).sort().join() === ids.sort().join(),
      `Order ${order.orderId} has the products ${ids.join(", ")}, and was answered ${text.slice(0, 200)}; promised is { "products": … } with a sector for each of them.`,
    );
    t.verify(
      Object.keys(more).length === 0,
      () =>
        `The answer to POST /orders has more than products: ${JSON.stringify(more).slice(0, 200)}. Promised is no other key.`,
    );
  }
});
