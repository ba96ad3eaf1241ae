import { check } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { expectRefusal } from "../support/expect-refusal.ts";
import { told } from "../support/told.ts";
import { postInChunks } from "./post-in-chunks.ts";

const MIB = 1024 * 1024;

check("too-large", async (t) => {
  const app = await t.sharedApp();
  const order = JSON.stringify(canonicalOrder(t.random));
  /** A valid order of this many bytes. */
  const ofBytes = (bytes: number) => `${order.slice(0, -1)}${" ".repeat(bytes - order.length)}}`;
  const below = await app.post("/orders", ofBytes(MIB));
  t.verify(
    below.status === 200,
    () => `POST /orders with exactly 1 MiB ${told(below)}. Promised is 200 up to 1 MiB.`,
  );
  // Counted in bytes: in characters it is about half as long.
  const letters = (MIB + 1 - Buffer.byteLength(`${order.slice(0, -1)},"padding":""}`)) / 2;
  const padding = `${"é".repeat(Math.floor(letters))}${letters % 1 === 0 ? "" : "e"}`;
  const above = await app.post("/orders", `${order.slice(0, -1)},"padding":"${padding}"}`);
  expectRefusal(t, "POST /orders with 1 MiB and a byte", above, 413);
  const inChunks = await postInChunks(app.url, "/orders", ofBytes(MIB + 1));
  t.verify(
    inChunks === 413,
    `POST /orders with 1 MiB and a byte, in chunks and without a content-length, was answered ${inChunks}. Promised is 413.`,
  );

  const totals = `{"orders":[${order}]}`;
  // A route that is not there yet is judged by its own checks.
  if ((await app.post("/orders/total", totals)).status === 404) return;
  const larger = `${totals.slice(0, -1)}${" ".repeat(MIB + 1 - totals.length)}}`;
  expectRefusal(t, "POST /orders/total with 1 MiB and a byte", await app.post("/orders/total", larger), 413);
});
