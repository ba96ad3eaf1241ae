import type { Order } from "@picking-labs/domain";
import type { CheckContext, HttpResult, JudgeRedis, RunningApp } from "@picking-labs/test-kit";
import { told } from "@picking-labs/test-kit/every-app";
import { ADD } from "./add-order.ts";
import { beforePath } from "./ask.ts";
import { placeOrders } from "./place-orders.ts";
import { snapshot } from "./snapshot.ts";
import { waitingOrder } from "./waiting-order.ts";

/** A request, and what it must be answered. */
export type Expected = {
  send(): Promise<HttpResult>;
  /** Fails unless the answer is the one that was given when all was well. */
  judge(answer: HttpResult, circumstance: string): Promise<void>;
};

const ANSWER_LIMIT_MS = 10_000;

/**
 * One request of each kind, about orders of Prague that stand in Redis already (or shall stand there). What the app answers now, when
 * all is well, is what it has to answer later: whether that is right is the matter of other checks.
 */
export async function fiveRequests(t: CheckContext, app: RunningApp, cz: JudgeRedis): Promise<Expected[]> {
  await cz.flush();
  const stored = [1, 2, 3].map((day) =>
    waitingOrder(t.random, { warehouseId: 6020, time: `2026-05-0${day}T10:00:00.000Z` }),
  );
  await placeOrders(cz, stored);
  const orderIds = stored.map(({ orderId }) => orderId);
  const options = { timeoutMs: ANSWER_LIMIT_MS };
  const paths = [
    `/get_order_data/cz/${orderIds[0]}`,
    "/get_orders/cz/6020",
    beforePath({ warehouseId: 6020, time: "2026-06-01T00:00:00Z" }),
  ];
  const readers: [string, () => Promise<HttpResult>][] = [
    ...paths.map((path): [string, () => Promise<HttpResult>] => [
      `GET ${path}`,
      () => app.get(path, options),
    ]),
    ["POST /orders/batch", () => app.post("/orders/batch", { country: "cz", orderIds }, options)],
  ];
  const read = await Promise.all(readers.map(([what, send]) => reads(what, send)));
  return [adds(waitingOrder(t.random)), ...read.filter((request) => request !== undefined)];

  async function reads(what: string, send: () => Promise<HttpResult>): Promise<Expected | undefined> {
    const well = await send();
    if (well.status !== 200) return undefined;
    return {
      send,
      async judge(answer, circumstance) {
        t.verify(answer.status === 200, () => `${what} ${circumstance} ${told(answer)}. Promised is 200.`);
        t.verify(
          answer.text === well.text,
          () =>
            `${what} ${circumstance} was answered ${show(answer.json)}; before, it was ${show(well.json)}.`,
        );
      },
    };
  }

  function adds(order: Order): Expected {
    const what = `POST ${ADD} of order ${order.orderId}`;
    return {
      send: () => app.post(ADD, order, options),
      async judge(answer, circumstance) {
        t.verify(answer.status === 201, () => `${what} ${circumstance} ${told(answer)}. Promised is 201.`);
        const { data } = await snapshot(cz, "cz", order.orderId);
        t.verify(
          data !== null,
          `${what} ${circumstance} was answered 201, and there is no data of order ${order.orderId} in Redis.`,
        );
      },
    };
  }
}

const show = (value: unknown): string => JSON.stringify(value)?.slice(0, 120) ?? "no JSON";
