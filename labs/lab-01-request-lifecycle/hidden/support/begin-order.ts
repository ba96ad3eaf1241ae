import type { Order } from "@picking-labs/domain";
import type { CheckContext, HttpResult, RunningApp } from "@picking-labs/test-kit";
import { request as openRequest } from "@picking-labs/test-kit/http";

const ANSWER_LIMIT_MS = 10_000;

/** `finish()` sends the rest and resolves with the answer, which never is an exception. */
export type BegunOrder = { finish(): Promise<HttpResult> };

/**
 * Sends the head of `POST /orders` and half of its body. It resolves once the app has the request in hand: it says
 * "100 Continue" when it has read the head.
 */
export async function beginOrder(
  t: CheckContext,
  app: RunningApp,
  order: Order,
  headers: Record<string, string> = {},
): Promise<BegunOrder> {
  const began = performance.now();
  const { hostname, port } = new URL(app.url);
  const bytes = Buffer.from(JSON.stringify(order));
  const half = Math.floor(bytes.length / 2);
  const request = openRequest({
    hostname,
    port,
    method: "POST",
    path: "/orders",
    agent: false,
    headers: {
      connection: "close",
      expect: "100-continue",
      "content-type": "application/json",
      "content-length": bytes.length,
      ...headers,
    },
  });
  const answer = new Promise<HttpResult>((resolve) => {
    const end = (status: number, text: string, more: Partial<HttpResult>) => {
      clearTimeout(timer);
      request.destroy();
      resolve({ status, headers: {}, text, json: parse(text), ms: performance.now() - began, ...more });
    };
    const timer = setTimeout(() => end(0, "", { error: "no answer within 10 s" }), ANSWER_LIMIT_MS);
    request.on("error", () => end(0, "", { error: "no answer: the connection was closed" }));
    request.on("response", (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("close", () =>
        end(response.statusCode ?? 0, text, { headers: response.headers as Record<string, string> }),
      );
    });
  });
  const inHand = new Promise((resolve) => request.once("continue", resolve));
  request.flushHeaders();
  await Promise.race([inHand, answer]);
  request.write(bytes.subarray(0, half));
  t.note(`${app.name}: has the head of POST /orders and half of order ${order.orderId}`);
  return {
    finish() {
      t.note(`${app.name}: gets the other half of order ${order.orderId}`);
      request.end(bytes.subarray(half));
      return answer;
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
