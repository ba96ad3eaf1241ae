import { check } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
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
});
