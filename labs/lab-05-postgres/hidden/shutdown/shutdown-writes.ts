import { setTimeout as pause } from "node:timers/promises";
import { check } from "@picking-labs/test-kit";
import { allInOrder, stopsAccepting } from "@picking-labs/test-kit/every-app";
import { lockTable, sessionsWaiting } from "../support/locked-table.ts";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { rowsArrive } from "../support/rows-arrive.ts";

/** Four seconds are promised; whoever waits for less has left by then. */
const STILL_LOCKED_MS = 1_500;
/** Whoever waits 4 s in any case comes after this. */
const NO_LONGER_THAN_NEEDED_MS = 2_000;

check(
  "shutdown-writes",
  async (t) => {
    const { app, database } = await t.workplace();
    const lock = await lockTable(t, database);
    const posted = await allInOrder(
      Array.from({ length: 8 }, () => postOrder(t, app, plainOrder(t.random, { products: 2 }))),
    );
    await t.eventually(
      () => sessionsWaiting(database),
      () => "Orders came while the table was locked, and no session of the app waits for it.",
      { within: 10_000 },
    );

    await app.signal("SIGTERM");
    const signalledAt = performance.now();
    await stopsAccepting(t, app);
    await pause(Math.max(0, STILL_LOCKED_MS - (performance.now() - signalledAt)));
    const lockedMs = performance.now() - signalledAt;
    await lock.release();
    const { code, afterSignalMs } = await app.exited({
      within: 10_000,
      otherwise:
        "The table was locked when SIGTERM came. 10 s after the lock was gone, and everything could be written, the app still runs.",
    });
    await rowsArrive(
      t,
      database,
      posted,
      `8 orders were answered 200 while the table was locked, then SIGTERM came, and ${STILL_LOCKED_MS / 1000} s after it the lock was gone`,
    );
    t.equal(code, 0, "The exit code after SIGTERM");
    t.verify(
      afterSignalMs - lockedMs < NO_LONGER_THAN_NEEDED_MS,
      `The table was locked when SIGTERM came. After the lock was gone, everything could be written, and the app ended ${Math.round(afterSignalMs - lockedMs)} ms later: it waits longer than needed.`,
    );
  },
  { takesOverFrom: "lost-or-refused" },
);
