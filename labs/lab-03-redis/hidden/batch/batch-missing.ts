import { check } from "@picking-labs/test-kit";
import { expectRefusal } from "@picking-labs/test-kit/every-app";
import { askBatch } from "../support/ask.ts";
import { placeOrders } from "../support/place-orders.ts";
import { anId, waitingOrder } from "../support/waiting-order.ts";

check("batch-missing", async (t) => {
  const [app, { cz }] = await Promise.all([t.sharedApp(), t.sharedRedis()]);
  const [one, two] = [waitingOrder(t.random), waitingOrder(t.random)];
  const missing = anId(t.random);
  await placeOrders(cz, [one, two]);

  const compare = async (asked: number[], promised: unknown[], what: string) =>
    t.equal(await askBatch(t, app, "cz", asked), promised, `The orders of a batch (${what})`);
  await compare([missing], [null], "one id, of no order");
  await compare([one.orderId, missing, two.orderId], [one, null, two], "the second id is of no order");
  await compare(
    [two.orderId, one.orderId, two.orderId, missing, two.orderId, missing],
    [two, one, two, null, two, null],
    "ids are repeated",
  );

  const bad: [string, unknown][] = [
    ["no ids", []],
    ["501 ids", Array.from({ length: 501 }, (_, index) => index + 1)],
    ["the id 0", [0]],
    ["the id 2^53", [2 ** 53]],
    ["the id 1.5", [1.5]],
    ['the id "12"', ["12"]],
    ["null as its list", null],
  ];
  for (const [what, orderIds] of bad) {
    const answer = await app.post("/orders/batch", { country: "cz", orderIds });
    expectRefusal(t, `POST /orders/batch with ${what}`, answer, 422);
  }
});
