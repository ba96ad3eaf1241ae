import type { Order } from "@picking-labs/domain";
import type { CheckContext, HttpResult, RedisMessage, RunningApp, Workplace } from "@picking-labs/test-kit";
import { told } from "@picking-labs/test-kit/every-app";
import { ADD } from "../support/add-order.ts";

/** More commands than this no change needs, not even one that looks into every warehouse; then the check looks no further. */
const MOST_STEPS = 60;

export type Change = { what: string; send(): Promise<HttpResult>; status: number };

/** Adding or moving an order, as a change. */
export function adding(app: RunningApp, order: Order): Change {
  return {
    what: `POST ${ADD} of order ${order.orderId} for warehouse ${order.warehouseId}`,
    send: () => app.post(ADD, order),
    status: 201,
  };
}

export function removing(app: RunningApp, { orderId, country }: Order): Change {
  const path = `/orders/${country}/${orderId}`;
  return { what: `DELETE ${path}`, send: () => app.request("DELETE", path), status: 204 };
}

/**
 * Sends a change again and again, each time with something new to change, and holds the answer to its first command, then
 * to its second one and so on: there `look` sees what is in Redis while the app has to wait.
 */
export async function atEveryStep(
  t: CheckContext,
  { redis: { cz } }: Workplace,
  make: (
    step: number,
  ) => Promise<{ change: Change; look(command: RedisMessage): Promise<void>; after?(): Promise<void> }>,
): Promise<void> {
  for (let step = 1; step <= MOST_STEPS; step++) {
    const { change, look, after } = await make(step);
    let [armed, count] = [true, 0];
    let held: RedisMessage | undefined;
    const isHeld = cz.proxy.once(
      (message) => {
        if (!armed || message.setup) return false;
        count += 1;
        if (count === step) held = message;
        return count === step;
      },
      "hold-answer",
      { within: 30_000 },
    );
    const answered = change.send();
    const first = await Promise.race([isHeld.then(() => "held"), answered.then(() => "answered")]);
    armed = false;
    if (first === "answered" && step === 1 && count === 0)
      t.fail(`${change.what} was answered before the app had sent anything to Redis.`);
    const looked = first === "held" && held !== undefined ? look(held) : Promise.resolve();
    // Whatever was seen, the app gets its answer.
    await looked.catch(() => undefined);
    cz.proxy.release();
    const answer = await answered;
    await looked;
    t.verify(
      answer.status === change.status,
      () => `${change.what} ${told(answer)}. Promised is ${change.status}.`,
    );
    await after?.();
    if (first === "answered") return;
  }
}
