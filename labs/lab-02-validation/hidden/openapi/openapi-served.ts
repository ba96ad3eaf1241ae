import { check } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { ordersDocument } from "./document.ts";
import { verdictsOf } from "./verdicts.ts";

check("openapi-served", async (t) => {
  const found = await ordersDocument(t, await t.sharedApp());
  const [accepted] = await verdictsOf(t, found, [canonicalOrder(t.random)]);
  t.verify(accepted, "The schema of POST /orders in the document refuses a valid order.");
});
