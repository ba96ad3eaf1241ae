import { check } from "@picking-labs/test-kit";
import { developmentApp } from "../output/development.ts";
import { answerTo, canonicalOrder } from "../support/an-order.ts";
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

  const elsewhere = [
    { app, path: "/orders/total", body: `{"orders":[${text}]}` },
    { app: await developmentApp(t), path: "/dev/decision", body: JSON.stringify(answerTo(JSON.parse(text))) },
  ];
  for (const { app, path, body } of elsewhere) {
    // A route that is not there yet is judged by its own checks.
    if ((await app.post(path, body)).status === 404) continue;
    const half = body.slice(0, Math.floor(body.length / 2));
    expectRefusal(t, `POST ${path} with half of its JSON text`, await app.post(path, half), 400);
    const proto = body.replace("{", '{"__proto__":{"admin":true},');
    expectRefusal(t, `POST ${path} with the key __proto__`, await app.post(path, proto), 400);
  }

  // Any character of a key may be escaped, so only a parser sees what it is.
  const at = t.random.integer(2, "__proto".length - 1);
  const escaped = `__proto__`.replace(/./g, (letter, index) => (index === at ? unicode(letter) : letter));
  expectRefusal(
    t,
    `POST /orders with the key ${escaped}`,
    await app.post("/orders", inside(`"${escaped}"`)),
    400,
  );

  const order = canonicalOrder(t.random, { products: 1, positions: 1, note: '{"__proto__":1}' });
  const answer = await app.post("/orders", order);
  t.verify(
    answer.status === 200,
    () =>
      `POST /orders with a note that is the text {"__proto__":1} ${told(answer)}. It is no key; promised is 200.`,
  );
});

/** A letter as JSON can write it, too. */
const unicode = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
