import { check } from "@picking-labs/test-kit";
import { appLives, told } from "@picking-labs/test-kit/every-app";
import { ADD } from "../support/add-order.ts";
import { ask, askBatch, beforePath } from "../support/ask.ts";
import { placeOrders } from "../support/place-orders.ts";
import { described, holds, snapshot } from "../support/snapshot.ts";
import { waitingOrder } from "../support/waiting-order.ts";

const LOADING = "LOADING Redis is loading the dataset in memory";
/** Who asks again gives up in the end. */
const ANSWER_LIMIT_MS = 9_000;

check(
  "error-is-no-answer",
  async (t) => {
    const { app, redis } = await t.workplace();
    const order = waitingOrder(t.random, { time: "2026-05-01T00:00:00.000Z" });
    const { orderId } = order;
    await placeOrders(redis.cz, [order]);
    const options = { timeoutMs: ANSWER_LIMIT_MS };
    const readers: [string, () => ReturnType<typeof app.get>][] = [
      `/get_order_data/cz/${orderId}`,
      "/get_orders/cz/8799",
      beforePath({ time: "2026-06-01T00:00:00Z" }),
    ].map((path) => [`GET ${path}`, () => app.get(path, options)]);
    readers.push([
      `POST /orders/batch of order ${orderId}`,
      () => app.post("/orders/batch", { country: "cz", orderIds: [orderId] }, options),
    ]);

    redis.cz.proxy.answerError(LOADING);
    const answers = await Promise.all(readers.map(async ([what, send]) => ({ what, answer: await send() })));
    for (const { what, answer } of answers)
      t.verify(
        answer.status === 500 || answer.status === 503,
        () =>
          `Redis answered every question with the error "${LOADING}". ${what} ${said(answer)}. Promised is 500 or 503.`,
      );

    redis.cz.proxy.outOfMemory();
    const other = waitingOrder(t.random);
    const answer = await app.post(ADD, other, options);
    t.verify(
      answer.status === 500 || answer.status === 503,
      () =>
        `Redis was out of memory and refused what an order needs. POST ${ADD} ${said(answer)}. Promised is 500 or 503.`,
    );
    const seen = await snapshot(redis.cz, "cz", other.orderId);
    t.verify(
      holds(seen, undefined),
      () => `Redis was out of memory when an order was added, and ${described(seen)}.`,
    );

    redis.cz.proxy.answerNormally();
    await appLives(t, app, "Redis had answered errors");
    const circumstance = "after Redis had answered errors";
    await ask(t, app, `/get_order_data/cz/${orderId}`, { circumstance });
    await askBatch(t, app, "cz", [orderId], { circumstance });
  },
  { takesOverFrom: "batch-turns" },
);

function said(answer: Parameters<typeof told>[0]): string {
  return answer.status === 200 ? `was answered 200 ${answer.text.slice(0, 100)}` : told(answer);
}
