import { decide } from "@picking-labs/domain";
import { anOrder } from "@picking-labs/domain/generators";
import { type CheckContext, check, type RunningApp } from "@picking-labs/test-kit";
import { expectRefusal } from "../support/expect-refusal.ts";
import { postOrder } from "../support/post-order.ts";
import { ruleCases } from "./rule-cases.ts";

check("given-holds", async (t) => {
  const app = await t.sharedApp();
  const ping = await app.get("/ping");
  t.equal(ping.status, 200, "The status of GET /ping");
  t.equal(ping.json, { status: "ok" }, "The answer of GET /ping");

  const { country: _derived, ...order } = anOrder(t.random);
  for (const given of [
    { ...order, products: ruleCases(t.random) },
    { ...anOrder(t.random, { products: 20, positions: "mixed" }), note: "before noon" },
  ]) {
    const { json } = await postOrder(t, app, given);
    const { products } = decide(given);
    t.equal(Object(json).products, products, `The decision on order ${given.orderId}`);
  }
  await refusesAsBefore(t, app);
  linesAreJson(t, app);
});

async function refusesAsBefore(t: CheckContext, app: RunningApp): Promise<void> {
  const order = anOrder(t.random);
  const text = JSON.stringify(order);
  const post = (body: unknown, type = "application/json") =>
    app.post("/orders", body, { headers: { "content-type": type } });

  expectRefusal(t, "POST /orders with half a JSON text", await post(text.slice(0, 40)), 400);
  for (const [method, path] of [
    ["GET", `/nothing-${t.random.id()}`],
    ["GET", "/orders"],
    ["DELETE", "/ping"],
  ] as const)
    expectRefusal(t, `${method} ${path}`, await app.request(method, path), 404);
  for (const type of ["text/plain", "application/xml"])
    expectRefusal(t, `POST /orders of content-type ${type}`, await post(text, type), 415);

  const { products, ...rest } = order;
  const [product] = products;
  for (const [what, body] of [
    ["without products", rest],
    ["with an empty list of products", { ...rest, products: [] }],
    [
      "with a product whose list of positions is empty",
      { ...rest, products: [product, { ...product, productId: t.random.id(), positions: [] }] },
    ],
  ] as const)
    expectRefusal(t, `POST /orders ${what}`, await post(body), 422);
}

/** Whatever the app wrote on stdout up to now. */
function linesAreJson(t: CheckContext, app: RunningApp): void {
  const isPromised = (json: Record<string, unknown> = {}) =>
    "time" in json && ["info", "warn", "error"].includes(String(json.level)) && typeof json.msg === "string";
  const strange = app
    .logs()
    .filter(({ stream, text, json }) => stream === "stdout" && text !== "" && !isPromised(json));
  t.verify(
    strange.length === 0,
    () =>
      `The app wrote a line on stdout that is no JSON object with time, level (info, warn or error) and msg: ${strange[0]?.text.slice(0, 200)}`,
  );
}
