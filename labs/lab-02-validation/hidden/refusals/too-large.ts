import { check } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { expectRefusal } from "../support/expect-refusal.ts";
import { told } from "../support/told.ts";

const MIB = 1024 * 1024;

check("too-large", async (t) => {
  const app = await t.sharedApp();
  const padded = (bytes: number) =>
    `${JSON.stringify(canonicalOrder(t.random)).slice(0, -1)}${" ".repeat(bytes)}}`;
  const below = await app.post("/orders", padded(0.97 * MIB));
  t.verify(
    below.status === 200,
    () => `POST /orders with 0.97 MiB ${told(below)}. Promised is 200 up to 1 MiB.`,
  );
  expectRefusal(t, "POST /orders with 1.2 MiB", await app.post("/orders", padded(1.2 * MIB)), 413);
});
