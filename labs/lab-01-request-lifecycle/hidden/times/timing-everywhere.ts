import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";
import { readTimes } from "../support/read-times.ts";

check("timing-everywhere", async (t) => {
  const app = await t.sharedApp();
  const order = anOrder(t.random);
  const json = { "content-type": "application/json" };
  const asked = [
    ["GET", "/ping", 200, {}],
    ["POST", "/orders", 200, { body: order }],
    ["POST", "/orders", 400, { body: "{", headers: json }],
    ["GET", `/nothing-${t.random.id()}`, 404, {}],
    ["POST", "/orders", 415, { body: "order", headers: { "content-type": "text/plain" } }],
    ["POST", "/orders", 422, { body: { ...order, products: [] } }],
    ["GET", "/dev/slow?ms=abc", 422, {}],
    ["GET", "/dev/boom", 500, {}],
  ] as const;
  const without: string[] = [];
  for (const [method, path, status, more] of asked) {
    const answer = await app.request(method, path, more);
    const what = `${method} ${path.replace(/-\d+/, "")} with ${answer.status}`;
    if (answer.status !== 0 && answer.headers["server-timing"] === undefined) without.push(what);
    else readTimes(t, `${method} ${path} (${status})`, answer);
  }
  t.verify(
    without.length === 0,
    () => `There is no server-timing header on the answers to ${without.join(", ")}.`,
  );
});
