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
  // Two of three decide: a machine may hold up one row, and a write still under way may take one along.
  const late: string[] = [];
  for (let inTime = 0; inTime < 2; ) {
    const began = performance.now();
    await land();
    const tookMs = performance.now() - began;
    if (tookMs < LIMIT_MS) inTime++;
    else late.push(`${(tookMs / 1000).toFixed(1)} s`);
    t.verify(
      late.length < 2,
      `Orders came, each when the row of the one before was there. Two of their rows were in the table after ${late.join(" and ")}, promised are 3.`,
    );
  }
});
