import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";

check("several-issues", async (t) => {
  const app = await t.sharedApp();
  const { products, ...order } = anOrder(t.random, { products: 2 });
  const [first, second] = products;
  const body = {
    ...order,
    orderId: "5",
    products: [
      { ...first, amount: "1.2345" },
      { ...second, positions: [] },
    ],
  };
  const answer = await app.post("/orders", body);
  t.equal(answer.status, 422, "the status of POST /orders with three invalid fields");
  const { issues } = answer.json as { issues: { path: string; code: string }[] };
  t.equal(
    issues.map(({ path, code }) => `${path} ${code}`).sort(),
    ["orderId type", "products.0.amount precision", "products.1.positions count"],
    "its issues",
  );
});
