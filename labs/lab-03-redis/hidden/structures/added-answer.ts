import { check } from "@picking-labs/test-kit";
import { ADD, addOrder } from "../support/add-order.ts";
import { waitingOrder } from "../support/waiting-order.ts";

check("added-answer", async (t) => {
  const app = await t.sharedApp();
  for (const orderId of [undefined, Number.MAX_SAFE_INTEGER - t.random.integer(0, 1_000_000)]) {
    const order = waitingOrder(t.random, orderId === undefined ? {} : { orderId });
    const { json, text } = await addOrder(t, app, order);
    t.equal(json ?? text, { orderId: order.orderId }, `The answer of POST ${ADD} of order ${order.orderId}`);
  }
});
