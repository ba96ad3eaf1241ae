import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";
import { readTimes } from "../support/read-times.ts";

check("timing-everywhere", async (t) => {
  const app = await t.sharedApp();
  const order = anOrder(t.random);
  const asked: [status: number, method: string, path: string, body?: unknown, type?: string][] = [
    [200, "GET", "/ping"],
    [200, "POST", "/orders", order],
    [400, "POST", "/orders", "{"],
    [404, "GET", `/nothing-${t.random.id()}`],
    [415, "POST", "/orders", "order", "text/plain"],
    [422, "POST", "/orders", { ...order, products: [] }],
    [422, "GET", "/dev/slow?ms=abc"],
    [500, "GET", "/dev/boom"],
  ];
  const without: string[] = [];
  for (const [status, method, path, body, type] of asked) {
    const headers = {
      "x-request-start": String(Date.now() - 2_000),
      ...(body === undefined ? {} : { "content-type": type ?? "application/json" }),
    };
    const answer = await app.request(method, path, { headers, body });
    const what = `${method} ${path} (${status})`;
    if (answer.error === undefined && answer.headers["server-timing"] === undefined) without.push(what);
    else readTimes(t, what, answer);
  }
  t.verify(
    without.length === 0,
    () => `There is no server-timing header on the answers to ${without.join(", ")}.`,
  );
});
