import { check } from "@picking-labs/test-kit";
import { appLives } from "@picking-labs/test-kit/every-app";
import { at, created } from "../support/events.ts";
import { plainOrder } from "../support/plain-order.ts";
import { publish } from "../support/publish.ts";
import { countsOf } from "../support/queue-counts.ts";
import { consumesAgain, takesEvents } from "../support/takes-events.ts";
import { waitsAs } from "../support/waiting-order.ts";

check("connection-comes-back", async (t) => {
  const place = await t.workplace();
  const { app, redis, rabbitmq } = place;
  await takesEvents(t, place, ["at", "cz"], "Nothing was broken yet");

  rabbitmq.cz.proxy.closeConnections();
  rabbitmq.at.proxy.closeConnections();
  const closed = "The broker closed the app's connections to at and cz";
  await appLives(t, app, closed);
  await consumesAgain(t, place, "at", closed);
  await consumesAgain(t, place, "cz", closed);
  await takesEvents(t, place, ["at", "cz"], closed);

  // With a message in hand.
  redis.cz.proxy.holdRequests();
  const order = plainOrder(t.random, { warehouseId: 8799 });
  await publish(t, rabbitmq, created(order, at(0)));
  await t.eventually(
    async () => (await countsOf(rabbitmq.cz)).ready === 0,
    () => `CREATED of order ${order.orderId} was published, and nobody takes it from the queue.`,
    { within: 10_000 },
  );
  rabbitmq.cz.proxy.cut();
  redis.cz.proxy.release();
  const cut = "The app's connection to cz was cut while it had a message in hand";
  await appLives(t, app, cut);
  await consumesAgain(t, place, "cz", cut);
  await waitsAs(t, redis.cz, order, cut);
  await takesEvents(t, place, ["cz"], cut);
});
