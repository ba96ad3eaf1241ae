import { check, type HttpResult } from "@picking-labs/test-kit";
import { expectRefusal } from "@picking-labs/test-kit/every-app";
import { ask, beforePath } from "../support/ask.ts";
import { setsOf } from "../support/keys.ts";
import { moveOrder, placeOrders, takeOrder } from "../support/place-orders.ts";
import { waitingOrder } from "../support/waiting-order.ts";

const LIST = "/get_orders/cz/8799";

/** The app itself writes nothing here: who keeps a copy has no reason to throw it away. */
check(
  "others-changes",
  async (t) => {
    const { app, redis } = await t.workplace();
    const { cz } = redis;
    await cz.flush();
    const order = waitingOrder(t.random, { time: "2026-05-01T10:00:00.000Z" });
    const { orderId } = order;
    const path = `/get_order_data/cz/${orderId}`;
    const before = beforePath({ time: "2026-07-01T00:00:00Z" });

    /** Of lists, only whether they have the order: all else about them is other checks' matter. */
    const lists: [string, () => Promise<HttpResult>][] = [
      [`GET ${LIST}`, () => app.get(LIST)],
      [`GET ${before}`, () => app.get(before)],
    ];
    const batch = () => app.post("/orders/batch", { country: "cz", orderIds: [orderId] });

    async function look(happened: string, stored: typeof order | undefined, waitsHere: boolean) {
      if (stored === undefined) expectRefusal(t, `${happened}, and GET ${path}`, await app.get(path), 404);
      else t.equal(await ask(t, app, path), stored, `${happened}. The answer of GET ${path}`);
      const product = `"productId":${stored?.products[0]?.productId},`;
      const { status, text } = await batch();
      const isOld =
        status === 200 && (stored === undefined ? text.includes(`${orderId}`) : !text.includes(product));
      t.verify(!isOld, `${happened}. A batch of it is answered ${text.slice(0, 160)}`);
      for (const [what, send] of lists) {
        const answer = await send();
        const has = answer.text.includes(`${orderId}`);
        if (answer.status === 200 && has !== waitsHere)
          t.fail(`${happened}, and ${what} ${has ? "still has it" : "does not have it"}.`);
      }
    }

    await look(`Nobody has written order ${orderId}`, undefined, false);
    await placeOrders(cz, [order]);
    await look(`Another process has just written order ${orderId}`, order, true);
    const newer = waitingOrder(t.random, { orderId, time: "2026-06-01T10:00:00.000Z" });
    await moveOrder(cz, newer, setsOf("cz"));
    await look(`Another process has just replaced order ${orderId}`, newer, true);
    const moved = waitingOrder(t.random, { orderId, warehouseId: 1100 });
    await moveOrder(cz, moved, setsOf("cz"));
    await look(`Another process has just moved order ${orderId} to 1100`, moved, false);
    await takeOrder(cz, orderId, setsOf("cz"));
    await look(`Another process has just removed order ${orderId}`, undefined, false);
  },
  { takesOverFrom: "before-limit" },
);
