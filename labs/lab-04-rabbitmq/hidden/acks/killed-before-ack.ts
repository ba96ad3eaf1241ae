import { check } from "@picking-labs/test-kit";
import { entriesStay } from "../support/applied.ts";
import { at, created } from "../support/events.ts";
import { plainOrder } from "../support/plain-order.ts";
import { publish } from "../support/publish.ts";
import { settled } from "../support/queue-counts.ts";
import { waitsAs } from "../support/waiting-order.ts";

check(
  "killed-before-ack",
  async (t) => {
    const { app, redis, rabbitmq } = await t.workplace();
    const order = plainOrder(t.random, { warehouseId: 1100 });
    // The app hears the broker, the broker does not hear the app: no ack arrives.
    rabbitmq.cz.proxy.holdRequests();
    const event = created(order, at(0));
    await publish(t, rabbitmq, event);
    await waitsAs(t, redis.cz, order, `${event.told} was published`);
    await app.signal("SIGKILL");
    await app.exited();
    rabbitmq.cz.proxy.cut();
    rabbitmq.cz.proxy.release();

    await t.app({ redis, rabbitmq });
    const circumstance = `The app was killed after the effect of ${event.told} and before its ack, and started again`;
    await settled(t, rabbitmq.cz, circumstance);
    await waitsAs(t, redis.cz, order, circumstance);
    await entriesStay(t, redis.cz, { orderId: order.orderId }, { count: 1, circumstance });
    t.equal(
      (await rabbitmq.cz.queue("picking-position-engine.cz.dead"))?.ready ?? 0,
      0,
      "The number of dead letters after a message came again",
    );
  },
  { takesOverFrom: "at-most-fifty" },
);
