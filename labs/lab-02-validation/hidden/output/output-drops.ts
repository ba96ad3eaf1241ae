import { check } from "@picking-labs/test-kit";
import { answerTo, canonicalOrder } from "../support/an-order.ts";
import { told } from "../support/told.ts";
import { developmentApp } from "./development.ts";

check("output-drops", async (t) => {
  const app = await developmentApp(t);
  const order = canonicalOrder(t.random, { products: 3, positions: "mixed", note: "fragile" });
  const plain = await app.post("/dev/decision", answerTo(order));
  t.verify(
    plain.status === 200,
    () => `POST /dev/decision with a right answer ${told(plain)}. Promised is 200.`,
  );
  t.equal(plain.json, answerTo(order), "The answer of POST /dev/decision with a right answer");

  const noisy = {
    ...order,
    score: 17,
    products: order.products.map((product) => ({
      ...product,
      margin: "3.5",
      positions: product.positions.map((position) => ({ ...position, supplier: { name: "x" } })),
    })),
  };
  const answer = await app.post("/dev/decision", noisy);
  const what =
    "POST /dev/decision with more than the contract names (score, margin, supplier, warehouseId, country)";
  t.verify(
    answer.status === 200,
    () => `${what} ${told(answer)}. What is too much is dropped; promised is 200.`,
  );
  t.equal(answer.json, answerTo(order), `The answer of ${what}`);
});
