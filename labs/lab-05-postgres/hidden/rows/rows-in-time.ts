import { check } from "@picking-labs/test-kit";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { rowsArrive } from "../support/rows-arrive.ts";

/** Three seconds are promised. */
const LIMIT_MS = 4_200;

check("rows-in-time", async (t) => {
  const [app, database] = await Promise.all([t.sharedApp(), t.sharedDatabase()]);
  const land = async () => rowsArrive(t, database, [await postOrder(t, app, plainOrder(t.random))]);
  // Whoever writes at intervals has just written: the next ones take as long as the interval.
  await land();
  let quickestMs = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 2; tries++) {
    const began = performance.now();
    await land();
    quickestMs = Math.min(quickestMs, performance.now() - began);
  }
  t.verify(
    quickestMs < LIMIT_MS,
    `Two orders came, one when the row of the other was there. The quicker of their rows was in the table after ${(quickestMs / 1000).toFixed(1)} s, promised are 3.`,
  );
});
