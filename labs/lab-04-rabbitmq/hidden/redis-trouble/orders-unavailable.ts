import { check } from "@picking-labs/test-kit";
import { expectRefusal, told } from "@picking-labs/test-kit/every-app";
import { plainOrder } from "../support/plain-order.ts";

/** Five seconds are promised. */
const LIMIT_MS = 7_500;

check(
  "orders-unavailable",
  async (t) => {
    const { app, redis } = await t.workplace();
    const { proxy } = redis.ro;
    async function unavailable(circumstance: string): Promise<void> {
      const [answer, ping, consumers] = await Promise.all([
        app.post("/orders", plainOrder(t.random, { warehouseId: 3014 }), { timeoutMs: LIMIT_MS }),
        app.get("/ping"),
        app.get("/consumers"),
      ]);
      expectRefusal(t, `POST /orders of ro ${circumstance}`, answer, 503);
      t.verify(ping.status === 200, () => `GET /ping ${circumstance} ${told(ping)}. Promised is 200.`);
      t.verify(
        consumers.status === 200,
        () => `GET /consumers ${circumstance} ${told(consumers)}. Promised is 200.`,
      );
      const other = await app.post("/orders", plainOrder(t.random, { warehouseId: 8799 }));
      t.verify(
        other.status === 200,
        () => `POST /orders of cz ${circumstance} of ro ${told(other)}. Promised is 200.`,
      );
    }
    proxy.holdAnswers();
    await unavailable("while Redis was silent");
    proxy.refuse();
    proxy.cut();
    proxy.release();
    await unavailable("while Redis refused connections");
  },
  { takesOverFrom: "refused-thrice" },
);
