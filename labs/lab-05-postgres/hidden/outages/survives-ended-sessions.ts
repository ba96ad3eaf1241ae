import { check } from "@picking-labs/test-kit";
import { lockTable, sessionsWaiting } from "../support/locked-table.ts";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { rowsArrive } from "../support/rows-arrive.ts";

/** For the app to hear that its sessions ended, and for an error that nobody hears to end the process. */
const LATE_MS = 300;

check("survives-ended-sessions", async (t) => {
  const database = await t.database();
  const app = await t.app({ database });
  const lives = (circumstance: string) =>
    t.never(
      async () => !app.running,
      () => `Postgres ended ${circumstance}, and the app ended.`,
      { for: LATE_MS },
    );
  await rowsArrive(t, database, [await postOrder(t, app, plainOrder(t.random))]);

  await database.killSessions();
  await lives("the app's idle sessions");
  await rowsArrive(
    t,
    database,
    [await postOrder(t, app, plainOrder(t.random))],
    "After Postgres had ended the app's idle sessions",
  );

  const lock = await lockTable(t, database);
  await postOrder(t, app, plainOrder(t.random));
  await t.eventually(
    () => sessionsWaiting(database),
    () => "An order came while the table was locked, and no session of the app waits for it.",
    { within: 10_000 },
  );
  await database.killSessions();
  await lives("a session of the app that was writing");
  await lock.release();
  await rowsArrive(
    t,
    database,
    [await postOrder(t, app, plainOrder(t.random))],
    "After Postgres had ended a session of the app that was writing",
  );
});
