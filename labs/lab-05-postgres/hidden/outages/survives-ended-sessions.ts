import { check } from "@picking-labs/test-kit";
import { appLives } from "@picking-labs/test-kit/every-app";
import { lockTable, sessionsWaiting } from "../support/locked-table.ts";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { rowsArrive } from "../support/rows-arrive.ts";

check(
  "survives-ended-sessions",
  async (t) => {
    const { app, database } = await t.workplace();
    await rowsArrive(t, database, [await postOrder(t, app, plainOrder(t.random))]);

    await database.killSessions();
    await appLives(t, app, "Postgres ended the app's idle sessions");
    await rowsArrive(
      t,
      database,
      [await postOrder(t, app, plainOrder(t.random))],
      "After Postgres had ended the app's idle sessions, an order was answered 200",
    );

    const lock = await lockTable(t, database);
    await postOrder(t, app, plainOrder(t.random));
    await t.eventually(
      () => sessionsWaiting(database),
      () => "An order came while the table was locked, and no session of the app waits for it.",
      { within: 10_000 },
    );
    await database.killSessions();
    await appLives(t, app, "Postgres ended a session of the app that was writing");
    await lock.release();
    await rowsArrive(
      t,
      database,
      [await postOrder(t, app, plainOrder(t.random))],
      "After Postgres had ended a session of the app that was writing, an order was answered 200",
    );
  },
  { takesOverFrom: "awkward-sectors" },
);
