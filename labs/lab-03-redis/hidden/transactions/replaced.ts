import { check } from "@picking-labs/test-kit";
import { addOrder } from "../support/add-order.ts";
import { ask, askList } from "../support/ask.ts";
import { described, holds, snapshot } from "../support/snapshot.ts";
import { anId, waitingOrder } from "../support/waiting-order.ts";

check("replaced", async (t) => {
  const [app, { cz }] = await Promise.all([t.sharedApp(), t.sharedRedis()]);
  const orderId = anId(t.random);
  const times = ["2027-05-01T10:00:00.000Z", "2027-04-01T10:00:00.250Z", "2027-06-01T10:00:00.001Z"];
  for (const [index, time] of times.entries()) {
    const order = waitingOrder(t.random, { orderId, time });
    await addOrder(t, app, order);
    const what = index === 0 ? "" : ", once more, with another time and another product";
    const seen = await snapshot(cz, "cz", orderId);
    t.verify(
      holds(seen, order),
      () => `Order ${orderId} of ${time} was added${what}. Then ${described(seen)}.`,
    );
    const path = `/get_order_data/cz/${orderId}`;
    t.equal(await ask(t, app, path), order, `An order was added${what}. The answer of GET ${path}`);
    const listed = await askList(t, app, "/get_orders/cz/8799");
    const entries = listed.filter((entry) => entry.orderId === orderId).length;
    t.equal(entries, 1, `An order was added${what}. How many entries of GET /get_orders/cz/8799 it has`);
  }
});
