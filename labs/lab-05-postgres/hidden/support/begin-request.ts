import type { HttpResult, RunningApp } from "@picking-labs/test-kit";
import { request as openRequest } from "@picking-labs/test-kit/http";

const ANSWER_LIMIT_MS = 10_000;

/**
 * Sends the head of `POST /orders` and half of its body; `finish()` sends the rest and resolves with the answer.
 * It resolves once the app has the request in hand: an app says "100 Continue" when it has read the head.
 */
export async function beginRequest(
  app: RunningApp,
  body: string,
): Promise<{ finish(): Promise<HttpResult> }> {
  const began = performance.now();
  const { hostname, port } = new URL(app.url);
  const bytes = Buffer.from(body);
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
    },
  });
  const answer = new Promise<HttpResult>((resolve) => {
    const end = (status: number, text: string, error?: string) => {
      clearTimeout(timer);
      request.destroy();
      resolve({
        status,
        headers: {},
        text,
        json: parse(text),
        ms: performance.now() - began,
        ...(error && { error }),
      });
    };
    const timer = setTimeout(() => end(0, "", "no answer within 10 s"), ANSWER_LIMIT_MS);
    request.on("error", () => end(0, "", "no answer: the connection was closed"));
    request.on("response", (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("close", () => end(response.statusCode ?? 0, text));
    });
  });
  const inHand = new Promise((resolve) => request.once("continue", resolve));
  request.flushHeaders();
  await Promise.race([inHand, answer]);
  request.write(bytes.subarray(0, half));
  return {
    finish() {
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
