import { check } from "@picking-labs/test-kit";
import { expectRefusal } from "@picking-labs/test-kit/every-app";
import { orderKey } from "../support/keys.ts";
import { waitingOrder } from "../support/waiting-order.ts";
import { oneLineEach, type Unreadable } from "./one-line-each.ts";
import { UNREADABLE } from "./unreadable.ts";

check("unreadable-told", async (t) => {
  const [app, { cz }] = await Promise.all([t.sharedApp(), t.sharedRedis()]);
  const asked: Unreadable[] = [];
  for (const sample of UNREADABLE) asked.push(await ask(sample));
  await oneLineEach(t, app, asked, () => ask(["null", () => "null"]));

  async function ask([what, write]: (typeof UNREADABLE)[number]): Promise<Unreadable> {
    const order = waitingOrder(t.random, { time: "2028-03-29T01:30:00.000Z" });
    const { orderId } = order;
    // In no list: what lists do with it is another check's matter.
    await cz.hset(orderKey(orderId), { data: write(order) });
    const path = `/get_order_data/cz/${orderId}`;
    const told = `The data of order ${orderId} are ${what}. GET ${path}`;
    expectRefusal(t, told, await app.get(path), 500);
    return { orderId, happened: `${told} was answered 500` };
  }
});
