import { check } from "@picking-labs/test-kit";
import { appLives, told } from "@picking-labs/test-kit/every-app";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";

/** One second is promised; an app that waits for Postgres waits longer than this. */
const ANSWER_LIMIT_MS = 4_000;

check(
  "decides-while-away",
  async (t) => {
    const { app, proxy } = await t.workplace();
    await postOrder(t, app, plainOrder(t.random));

    async function stillDecides(circumstance: string): Promise<void> {
      for (let order = 0; order < 2; order++) {
        await postOrder(t, app, plainOrder(t.random), { circumstance, timeoutMs: ANSWER_LIMIT_MS });
        const ping = await app.get("/ping");
        t.verify(ping.status === 200, () => `GET /ping ${circumstance} ${told(ping)}. Promised is 200.`);
        await appLives(t, app, `An order came ${circumstance}`);
      }
    }

    proxy.holdAnswers();
    await stillDecides("while Postgres was silent");

    proxy.refuse();
    proxy.cut();
    await appLives(t, app, "Postgres cut the app's connections");
    await stillDecides("while Postgres refused connections");
  },
  { takesOverFrom: "starts-while-away" },
);
