import { choosePosition } from "@picking-labs/domain";
import { check } from "@picking-labs/test-kit";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

check("answer-shape", async (t) => {
  const app = await t.sharedApp();
  const order = plainOrder(t.random, { products: 2, single: 2 });
  const { answer, decisionId } = await postOrder(t, app, order);

  const keys = Object.keys(answer.json as object).sort();
  t.verify(
    keys.join() === "decisionId,products",
    `The answer to an order has the keys ${keys.join(", ")}; promised are decisionId and products, nothing else.`,
  );
  t.verify(UUID.test(decisionId), `The decisionId of an answer is "${decisionId}", promised is a UUID.`);
  const promised = Object.fromEntries(
    order.products.map((product) => [product.productId, choosePosition(product).sector]),
  );
  t.equal((answer.json as { products: unknown }).products, promised, "The map of products in the answer");
});
