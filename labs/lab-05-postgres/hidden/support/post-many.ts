import type { Order } from "@picking-labs/domain";
import type { RunningApp } from "@picking-labs/test-kit";
import { allInOrder } from "@picking-labs/test-kit/every-app";
import { Agent, request } from "@picking-labs/test-kit/http";

const CONNECTIONS = 4;
const ANSWER_LIMIT_MS = 15_000;
/** For all of them: an app that lets each one wait a little would never be through. */
const ALL_LIMIT_MS = 25_000;

/**
 * Posts many orders quickly, on a few connections that stay open, in the order given; returns the statuses in that order
 * (0: no answer). The app must be one that is never shut down gracefully.
 */
export async function postMany(app: RunningApp, orders: readonly Order[]): Promise<number[]> {
  const signal = AbortSignal.timeout(ALL_LIMIT_MS);
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const { hostname, port } = new URL(app.url);
  const post = (order: Order) =>
    new Promise<number>((resolve) => {
      const outgoing = request(
        {
          hostname,
          port,
          agent,
          method: "POST",
          path: "/orders",
          headers: { "content-type": "application/json" },
          timeout: ANSWER_LIMIT_MS,
          signal,
        },
        (answer) => {
          answer.resume();
          answer.on("close", () => resolve(answer.statusCode ?? 0));
        },
      );
      outgoing.on("error", () => resolve(0));
      outgoing.on("timeout", () => outgoing.destroy());
      outgoing.end(JSON.stringify(order));
    });
  try {
    return await allInOrder(orders.map(post));
  } finally {
    agent.destroy();
  }
}
