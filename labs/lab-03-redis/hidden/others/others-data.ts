import { check } from "@picking-labs/test-kit";
import { ask, askBatch } from "../support/ask.ts";
import { orderKey, warehouseKey } from "../support/keys.ts";
import { anId } from "../support/waiting-order.ts";

const POSITION = { sector: "M-1", storageType: "MANUAL" };

/** What another program has written, and how it leaves. */
const WRITTEN = [
  {
    what: "amounts as numbers and with zeros at their end",
    data: {
      country: "cz",
      prioritizationTime: "2026-03-29T01:30:00.000Z",
      products: [product(2.5, "9.000"), product("0.10", 7, 11)],
    },
    leaves: {
      country: "cz",
      prioritizationTime: "2026-03-29T01:30:00.000Z",
      products: [product("2.5", "9"), product("0.1", "7", 11)],
    },
  },
  {
    what: "a time with another offset and no country",
    data: { prioritizationTime: "2026-03-29T03:30:00.5+02:00", products: [product("1", "1")] },
    leaves: { country: "cz", prioritizationTime: "2026-03-29T01:30:00.500Z", products: [product("1", "1")] },
  },
  {
    what: "a time without milliseconds and a note",
    data: {
      note: "ring twice",
      country: "cz",
      prioritizationTime: "2026-03-29T01:30:00Z",
      products: [product("100", "0")],
    },
    leaves: {
      note: "ring twice",
      country: "cz",
      prioritizationTime: "2026-03-29T01:30:00.000Z",
      products: [product("100", "0")],
    },
  },
];

check("others-data", async (t) => {
  const [app, { cz }] = await Promise.all([t.sharedApp(), t.sharedRedis()]);
  for (const { what, data, leaves } of WRITTEN) {
    const ids = { orderId: anId(t.random), warehouseId: 8799 };
    await cz.hset(orderKey(ids.orderId), { data: JSON.stringify({ ...ids, ...data }) });
    await cz.zadd(warehouseKey(8799), [{ member: String(ids.orderId), score: 1774747800 }]);
    const promised = { ...ids, ...leaves };
    const path = `/get_order_data/cz/${ids.orderId}`;
    t.equal(
      await ask(t, app, path),
      promised,
      `Another program wrote an order with ${what}. The answer of GET ${path}`,
    );
    t.equal(
      await askBatch(t, app, "cz", [ids.orderId]),
      [promised],
      `Another program wrote an order with ${what}. In a batch it`,
    );
  }
});

function product(amount: unknown, available: unknown, productId = 10) {
  return { productId, amount, positions: [{ ...POSITION, available }] };
}
