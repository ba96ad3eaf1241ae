import { check } from "@picking-labs/test-kit";
import { at, created } from "../support/events.ts";
import { plainOrder } from "../support/plain-order.ts";
import { publish } from "../support/publish.ts";
import { waitsAs } from "../support/waiting-order.ts";

check("created-lands", async (t) => {
  await t.sharedApp();
  const [brokers, databases] = await Promise.all([t.sharedRabbitmq(), t.sharedRedis()]);

  const order = plainOrder(t.random, {
    warehouseId: 8799,
    products: 2,
    prioritizationTime: "2026-03-29T01:30:00.250Z",
  });
  // As producers write it: no country, an offset, trailing zeros, a number, keys that nobody knows.
  const { country: _, ...rest } = order;
  const written = {
    ...rest,
    prioritizationTime: "2026-03-29T03:30:00.25+02:00",
    products: order.products.map((product) => ({
      ...product,
      amount: `${product.amount}0`,
      positions: product.positions.map((position) => ({
        ...position,
        available: Number(position.available),
      })),
    })),
  };
  const event = created(order, at(0));
  await publish(t, brokers, {
    ...event,
    body: { ...(event.body as object), order: written, producer: "wapi" },
  });
  await waitsAs(t, databases.cz, order, `${event.told} was published to wapi-events in cz`);

  const late = plainOrder(t.random, { warehouseId: 2040, products: 1, single: 1 });
  await publish(t, brokers, created(late, at(1)));
  await waitsAs(t, databases.hu, late, `CREATED of order ${late.orderId} was published to wapi-events in hu`);
});
