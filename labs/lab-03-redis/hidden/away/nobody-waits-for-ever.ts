import { check } from "@picking-labs/test-kit";
import { appLives, expectRefusal, told } from "@picking-labs/test-kit/every-app";
import { ADD } from "../support/add-order.ts";
import { waitingOrder } from "../support/waiting-order.ts";

/** Five seconds are promised. */
const ANSWER_LIMIT_MS = 7_500;
const OTHERS_LIMIT_MS = 3_000;

check("nobody-waits-for-ever", async (t) => {
  const { app, redis } = await t.workplace();
  const requests = (country: "cz" | "de") => {
    const order = waitingOrder(t.random, { country });
    const { warehouseId, orderId } = order;
    const options = { timeoutMs: ANSWER_LIMIT_MS };
    return [
      [`POST ${ADD}`, () => app.post(ADD, order, options)],
      [
        `GET /get_orders/${country}/${warehouseId}`,
        () => app.get(`/get_orders/${country}/${warehouseId}`, options),
      ],
      ["POST /orders/batch", () => app.post("/orders/batch", { country, orderIds: [orderId] }, options)],
      [
        `DELETE /orders/${country}/${orderId}`,
        () => app.request("DELETE", `/orders/${country}/${orderId}`, options),
      ],
    ] as const;
  };
  const away = { cz: "refused connections", de: "took connections and kept silent" } as const;
  for (const country of ["cz", "de"] as const) {
    const path = `/get_orders/${country}/${waitingOrder(t.random, { country }).warehouseId}`;
    const answer = await app.get(path);
    t.verify(answer.status === 200, () => `GET ${path} ${told(answer)}. Promised is 200.`);
  }

  redis.cz.proxy.refuse();
  redis.cz.proxy.cut();
  redis.de.proxy.holdAnswers();
  const waiting = (["cz", "de"] as const).flatMap((country) =>
    requests(country).map(async ([what, send]) => ({
      what: `${what} while the Redis of ${country} ${away[country]}`,
      answer: await send(),
    })),
  );
  // While they wait, nobody else does.
  const others = ["/ping", "/get_orders/at/1010", "/get_orders/hu/1117", "/get_orders/ro/3014"];
  for (const path of others) {
    const answer = await app.get(path, { timeoutMs: OTHERS_LIMIT_MS });
    t.verify(
      answer.status === 200,
      () =>
        `The Redis of cz refused connections and the one of de kept silent. GET ${path} ${told(answer)}. Promised is 200.`,
    );
  }
  for (const { what, answer } of await Promise.all(waiting)) expectRefusal(t, what, answer, 503);
  await appLives(t, app, "Redis was away for some seconds");
});
