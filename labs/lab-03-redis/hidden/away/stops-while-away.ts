import { check } from "@picking-labs/test-kit";
import { told } from "@picking-labs/test-kit/every-app";

/** Five seconds are promised. */
const EXIT_LIMIT_MS = 7_500;

check(
  "stops-while-away",
  async (t) => {
    const { app, redis } = await t.workplace();
    redis.cz.proxy.refuse();
    redis.cz.proxy.cut();
    redis.ro.proxy.holdAnswers();
    const paths = ["/get_orders/cz/8799", "/get_order_data/cz/4711", "/get_orders/ro/3014"];
    const waiting = paths.map(async (path) => ({ path, answer: await app.get(path) }));
    // Answered after them: by then they are in hand.
    for (let ping = 0; ping < 3; ping++) await app.get("/ping");
    await app.signal("SIGTERM");
    const { code, signal } = await app.exited({
      within: EXIT_LIMIT_MS,
      otherwise:
        "Redis was away and requests waited for it. 7.5 s after SIGTERM the app still runs; promised are 5 s.",
    });
    t.verify(
      code === 0,
      `Redis was away and requests waited for it. After SIGTERM the app ended ${signal === null ? `with exit code ${code}` : `by ${signal}`}; promised is exit code 0.`,
    );
    for (const { path, answer } of await Promise.all(waiting))
      t.verify(
        [200, 404, 503].includes(answer.status),
        () =>
          `GET ${path} waited for Redis when SIGTERM came, and ${told(answer)}. Promised is an answer before the app ends.`,
      );
  },
  { takesOverFrom: "thousand-wait" },
);
