import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";

check("valid-orders", async (t) => {
  const app = await t.sharedApp();
  const order = anOrder(t.random, { products: 3, positions: "mixed" });
  const answer = await app.post("/orders", { ...order, colour: "blue" });
  t.equal(answer.status, 200, "the status of POST /orders");
  const { orderId, prioritizationTime, products } = order;
  t.equal(answer.json, { orderId, prioritizationTime, products }, "the answer of POST /orders");
});
