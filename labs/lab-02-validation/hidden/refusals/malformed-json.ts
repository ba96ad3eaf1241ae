import { check } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { expectRefusal } from "../support/expect-refusal.ts";
import { told } from "../support/told.ts";

check("malformed-json", async (t) => {
  const app = await t.sharedApp();
  const text = JSON.stringify(canonicalOrder(t.random));
  const inside = (key: string) => text.replace('"products":[{', `"products":[{${key}:{"admin":true},`);
  const malformed: [what: string, body: string][] = [
    ["half of an order", text.slice(0, Math.floor(text.length / 2))],
    ["a comma too many", text.replace(/\}$/, ",}")],
    ["single quotes", "{'orderId': 1}"],
    ["two values", `${text}${text}`],
    ["the key __proto__", text.replace("{", '{"__proto__":{"admin":true},')],
    ["the key __proto__ in a product", inside('"__proto__"')],
    ["the key __proto__ written with an escape", inside('"\\u005f_proto__"')],
  ];
  for (const [what, body] of malformed)
    expectRefusal(t, `POST /orders with ${what}`, await app.post("/orders", body), 400);

  const order = canonicalOrder(t.random, { products: 1, positions: 1, note: '{"__proto__":1}' });
  const answer = await app.post("/orders", order);
  t.verify(
    answer.status === 200,
    () =>
      `POST /orders with a note that is the text {"__proto__":1} ${told(answer)}. It is no key; promised is 200.`,
  );
});
