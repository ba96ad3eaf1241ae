import { check } from "@picking-labs/test-kit";
import { askList } from "../support/ask.ts";
import { orderKey } from "../support/keys.ts";
import { placeOrders } from "../support/place-orders.ts";
import { waitingOrder } from "../support/waiting-order.ts";

const WAREHOUSE = 1100;
/** Of some of them, seconds times 1000 is a little less than the milliseconds. */
const MOMENTS = [
  "2038-04-30T10:03:50.523Z",
  "2004-03-29T04:34:50.241Z",
  "2069-11-03T02:41:47.424Z",
  "2026-03-29T01:30:00.000Z",
  "2026-03-29T01:30:00.001Z",
  "2026-10-25T00:59:59.999Z",
  "2000-01-03T00:00:00.100Z",
  "2099-12-30T23:59:59.998Z",
];
const DRAWN = 30;

check(
  "list-moments",
  async (t) => {
    const { app, redis } = await t.workplace();
    const { cz } = redis;
    await cz.flush();
    const drawn = Array.from({ length: DRAWN }, () => unevenMoment(() => t.random.integer(BEGIN, END)));
    const orders = [...MOMENTS, ...drawn].map((time) =>
      waitingOrder(t.random, { warehouseId: WAREHOUSE, time }),
    );
    await placeOrders(cz, orders);
    // The list may ask the set alone: this hash does not say anything about the time.
    await cz.hset(orderKey(orders[0]?.orderId ?? 0), { data: "not readable" });

    const path = `/get_orders/cz/${WAREHOUSE}`;
    const listed = new Map(
      (await askList(t, app, path)).map(({ orderId, ...rest }) => [Number(orderId), rest]),
    );
    for (const [index, { orderId, prioritizationTime }] of orders.entries()) {
      const seen = listed.get(orderId)?.prioritizationTime;
      const unreadable = index === 0 ? " (whose data cannot be read)" : "";
      t.verify(
        seen === prioritizationTime,
        `Order ${orderId}${unreadable} has the score ${Date.parse(prioritizationTime) / 1000}; GET ${path} tells the moment ${JSON.stringify(seen)}, promised is "${prioritizationTime}". (The process runs with TZ=Asia/Kathmandu.)`,
      );
    }
  },
  { takesOverFrom: "back-empty" },
);

const [BEGIN, END] = [Date.UTC(2000, 0, 2), Date.UTC(2099, 11, 30)];

/** A moment whose seconds, multiplied by 1000, fall short of it. */
function unevenMoment(draw: () => number): string {
  for (;;) {
    const ms = draw();
    if (Math.trunc((ms / 1000) * 1000) !== ms) return new Date(ms).toISOString();
  }
}
