import { type Country, WAREHOUSES } from "@picking-labs/domain";
import type { CheckContext, Workplace } from "@picking-labs/test-kit";
import { at, created } from "./events.ts";
import { plainOrder } from "./plain-order.ts";
import { publish } from "./publish.ts";
import { isWaitingAs, waitingOrder } from "./waiting-order.ts";

/** Five seconds are promised where something comes back. */
const BACK_LIMIT_MS = 10_000;

/**
 * Publishes an event for each of these tenants and waits for its effect.
 * @param circumstance begins the failure: "The broker closed the app's connections"
 */
export async function takesEvents(
  t: CheckContext,
  { app, redis, rabbitmq }: Workplace,
  tenants: readonly Country[],
  circumstance: string,
): Promise<void> {
  const orders = tenants.map((tenant) => ({
    tenant,
    order: plainOrder(t.random, { warehouseId: WAREHOUSES[tenant as Country][2] }),
  }));
  await publish(t, rabbitmq, ...orders.map(({ order }) => created(order, at(0))));
  for (const { tenant, order } of orders)
    await t.eventually(
      async () => isWaitingAs(order, await waitingOrder(redis[tenant], order.orderId)),
      () =>
        `${circumstance}. An event published in ${tenant} has no effect ${BACK_LIMIT_MS / 1000} s later${app.running ? "" : ": the app has ended"}.`,
      { within: BACK_LIMIT_MS },
    );
}

/** Waits until the tenant's queue has a consumer again. */
export async function consumesAgain(
  t: CheckContext,
  { app, rabbitmq }: Workplace,
  tenant: Country,
  circumstance: string,
): Promise<void> {
  const queue = `picking-position-engine.${tenant}`;
  let last = "there is no queue";
  await t.eventually(
    async () => {
      const seen = await rabbitmq[tenant].queue(queue);
      last = seen === undefined ? `there is no queue ${queue}` : `the queue ${queue} has no consumer`;
      return (seen?.consumers ?? 0) > 0;
    },
    () =>
      `${circumstance}. ${BACK_LIMIT_MS / 1000} s later ${last} in the virtual host of ${tenant}${app.running ? "" : ": the app has ended"}.`,
    { within: BACK_LIMIT_MS, every: 150 },
  );
}
