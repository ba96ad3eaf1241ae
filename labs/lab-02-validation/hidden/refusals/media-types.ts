import { check } from "@picking-labs/test-kit";
import { developmentApp } from "../output/development.ts";
import { answerTo, canonicalOrder } from "../support/an-order.ts";
import { expectRefusal } from "../support/expect-refusal.ts";
import { told } from "../support/told.ts";

const OTHERS = [
  "text/plain",
  "text/plain; charset=utf-8",
  "application/x-www-form-urlencoded",
  "text/json",
  "application/xml",
  "application/octet-stream",
  "application/jsonp",
];

check("media-types", async (t) => {
  const app = await t.sharedApp();
  const send = (type: string) =>
    app.request("POST", "/orders", {
      headers: { "content-type": type },
      body: JSON.stringify(canonicalOrder(t.random)),
    });
  const welcome = await send("application/json; charset=utf-8");
  t.verify(
    welcome.status === 200,
    () => `POST /orders as application/json; charset=utf-8 ${told(welcome)}. Promised is 200.`,
  );
  for (const type of OTHERS) expectRefusal(t, `POST /orders as ${type}`, await send(type), 415);

  const order = canonicalOrder(t.random);
  const elsewhere = [
    { app, path: "/orders/total", body: { orders: [order] } },
    { app: await developmentApp(t), path: "/dev/decision", body: answerTo(order) },
  ];
  for (const { app, path, body } of elsewhere) {
    // A route that is not there yet is judged by its own checks.
    if ((await app.post(path, body)).status === 404) continue;
    const headers = { "content-type": "text/plain" };
    const answer = await app.request("POST", path, { headers, body: JSON.stringify(body) });
    expectRefusal(t, `POST ${path} as text/plain`, answer, 415);
  }
});
