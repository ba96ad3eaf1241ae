import { check } from "@picking-labs/test-kit";
import { at, created } from "../support/events.ts";
import { queueOf } from "../support/names.ts";
import { plainOrder } from "../support/plain-order.ts";
import { publish } from "../support/publish.ts";
import { waitsAs } from "../support/waiting-order.ts";

check(
  "messages-wait",
  async (t) => {
    const { app, redis, rabbitmq } = await t.workplace();
    await t.eventually(
      () => rabbitmq.at.queue(queueOf("at")),
      () => `In the virtual host of at there is no queue ${queueOf("at")}.`,
    );
    await app.signal("SIGTERM");
    await app.exited({ within: 10_000, otherwise: "The app still runs 10 s after SIGTERM." });
    const gone = `After the app had ended, the queue ${queueOf("at")} was gone, and with it what is published meanwhile: it lived only as long as the app.`;
    t.verify(await rabbitmq.at.queue(queueOf("at")), gone);

    const orders = Array.from({ length: 5 }, () => plainOrder(t.random, { warehouseId: 8041 }));
    await publish(t, rabbitmq, ...orders.map((order) => created(order, at(0))));
    await t.app({ redis, rabbitmq });
    for (const order of orders)
      await waitsAs(
        t,
        redis.at,
        order,
        `CREATED of order ${order.orderId} was published while the app was down, then it started`,
      );
  },
  { takesOverFrom: "unreachable-waits" },
);
