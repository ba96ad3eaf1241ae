import type { Order } from "@picking-labs/domain";
import type { CheckContext } from "@picking-labs/test-kit";
import { entriesOf } from "../support/applied.ts";
import { at, created, type EventMessage } from "../support/events.ts";
import { plainOrder } from "../support/plain-order.ts";
import { publish } from "../support/publish.ts";
import { isGoneFrom, waitsAs } from "../support/waiting-order.ts";

type Removal = (order: Pick<Order, "orderId" | "warehouseId">, occurredAt: string) => EventMessage;

/** An order is removed by an event that names its own warehouse, and by one that names another. */
export async function removed(t: CheckContext, removal: Removal, type: string): Promise<void> {
  await t.sharedApp();
  const [brokers, databases] = await Promise.all([t.sharedRabbitmq(), t.sharedRedis()]);
  for (const named of [5080, 8033]) {
    const order = plainOrder(t.random, { warehouseId: 5080 });
    await publish(t, brokers, created(order, at(0)));
    await waitsAs(t, databases.de, order, `CREATED of order ${order.orderId} was published`);
    const event = removal({ orderId: order.orderId, warehouseId: named }, at(5));
    await publish(t, brokers, event);
    const where =
      named === 5080 ? "" : ", which waits in warehouse 5080 and not in the one that the event names,";
    await isGoneFrom(t, databases.de, order.orderId, `${capital(event.told)}${where} was published`);
    let last: string | undefined;
    await t.eventually(
      async () => {
        last = (await entriesOf(databases.de, { orderId: order.orderId })).at(-1)?.type;
        return last === type;
      },
      () =>
        `${capital(event.told)} was applied. The last entry about it in engine:applied has the type ${last}, promised ${type}.`,
    );
  }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
