import { check } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { withAt } from "../support/at-path.ts";
import { expectIssues } from "../support/issues.ts";

const NO_OBJECTS = ["[]", '"order"', "5", "true", "null", '[{"orderId":1}]'];

check("issue-shape", async (t) => {
  const app = await t.sharedApp();
  const body = withAt(canonicalOrder(t.random), "orderId", {});
  expectIssues(
    t,
    "POST /orders with {} as orderId",
    await app.post("/orders", body),
    [["orderId", "type"]],
    "shape",
  );
  for (const text of NO_OBJECTS)
    expectIssues(
      t,
      `POST /orders with the body ${text}`,
      await app.post("/orders", text),
      [["", "type"]],
      "shape",
    );
});
