import { check } from "@picking-labs/test-kit";
import { expectRefusal } from "@picking-labs/test-kit/every-app";
import { askBefore, beforePath } from "../support/ask.ts";
import { placeOrders } from "../support/place-orders.ts";
import { waitingOrder } from "../support/waiting-order.ts";

/** More than any limit lets through. */
const COUNT = 1_004;
const LIMITS = ["0", "1001", "-5", "1e2", "5.0", "+5", " 5", "", "abc", "NaN", "Infinity"];
const TIMES = ["", "now", "2026-03-29", "2026-03-29T01:30:00", "1774747800", "2026-02-30T00:00:00Z"];

check(
  "before-limit",
  async (t) => {
    const { app, redis } = await t.workplace();
    const { cz } = redis;
    await cz.flush();
    const begin = Date.UTC(2034, 0, 1);
    const orders = Array.from({ length: COUNT }, (_, index) =>
      waitingOrder(t.random, {
        warehouseId: 8799,
        orderId: 50_000_000 + index,
        time: new Date(begin + index * 500).toISOString(),
      }),
    );
    await placeOrders(cz, orders);
    const nearest = orders.map(({ orderId }) => orderId).reverse();
    const [country, warehouseId] = ["cz", 8799];
    const time = new Date(begin + COUNT * 500).toISOString();
    for (const limit of [undefined, 1, 3, 1000]) {
      const path = beforePath({ country, warehouseId, time, ...(limit !== undefined && { limit }) });
      const seen = await askBefore(t, app, path);
      const promised = nearest.slice(0, limit ?? 100);
      const what = `${COUNT} orders are earlier.`;
      t.equal(seen.length, promised.length, `${what} How many GET ${path} answers`);
      t.equal(seen, promised, `${what} The orderIds of GET ${path}`);
    }

    const base = `/orders/before?country=${country}&warehouseId=${warehouseId}`;
    const good = `&time=${time}`;
    const bad = [
      ...LIMITS.map((limit) => `${base}${good}&limit=${encodeURIComponent(limit)}`),
      ...TIMES.map((text) => `${base}&time=${encodeURIComponent(text)}`),
      `${base}${good}&limit=5&limit=5`,
      base,
    ];
    for (const path of bad) expectRefusal(t, `GET ${path}`, await app.get(path), 422);
  },
  { takesOverFrom: "before-ties" },
);
