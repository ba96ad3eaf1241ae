import { type Order, WAREHOUSES } from "@picking-labs/domain";
import type { CheckContext, Workplace } from "@picking-labs/test-kit";
import { setsOf } from "../support/keys.ts";
import { moveOrder, placeOrders, takeOrder } from "../support/place-orders.ts";
import { disagreement, snapshot } from "../support/snapshot.ts";
import { waitingOrder } from "../support/waiting-order.ts";
import { atEveryStep, type Change } from "./stepwise.ts";

const [A, , C] = WAREHOUSES.cz;

/** While the app changes the order, another process does, too; whoever comes last has won as a whole. */
export async function otherProcess(
  t: CheckContext,
  workplace: Workplace,
  does: "moved" | "removed",
  change: (order: Order) => Change,
): Promise<void> {
  const { cz } = workplace.redis;
  await atEveryStep(t, workplace, async () => {
    const order = waitingOrder(t.random, { warehouseId: A });
    await placeOrders(cz, [order]);
    const elsewhere = waitingOrder(t.random, { orderId: order.orderId, warehouseId: C });
    const ours = change(order);
    let done = "";
    return {
      // Refused is what was taken away in the meantime.
      change: { ...ours, send: async () => asDone(await ours.send(), ours.status, done) },
      async look({ command }) {
        done = `While the app waited for the answer to ${command}, another process ${does} the order${does === "moved" ? ` to ${C}, in one transaction` : ""}`;
        if (does === "moved") await moveOrder(cz, elsewhere, setsOf("cz"));
        else await takeOrder(cz, order.orderId, setsOf("cz"));
      },
      async after() {
        const seen = await snapshot(cz, "cz", order.orderId);
        const wrong = disagreement(seen);
        if (wrong !== undefined)
          t.fail(
            `Order ${order.orderId} waited in ${A}. ${ours.what} was sent. ${done}. In the end ${wrong}.`,
          );
      },
    };
  });
}

/** A removal that finds nothing any more may say so. */
function asDone<T extends { status: number }>(answer: T, status: number, done: string): T {
  return status === 204 && answer.status === 404 && done !== "" ? { ...answer, status } : answer;
}
