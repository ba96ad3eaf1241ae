import { check } from "@picking-labs/test-kit";
import { allInOrder, errorCounts } from "@picking-labs/test-kit/every-app";
import { lockTable, sessionsWaiting } from "../support/locked-table.ts";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";

/** Five seconds are promised. */
const EXIT_LIMIT_MS = 7_500;
const HAPPENED =
  "8 orders were answered 200 while the table was locked. Then Postgres kept silent, and SIGTERM came with none of them written";

check(
  "shutdown-names",
  async (t) => {
    const { app, database, proxy } = await t.workplace();
    await lockTable(t, database);
    const posted = await allInOrder(Array.from({ length: 8 }, () => postOrder(t, app, plainOrder(t.random))));
    await t.eventually(
      () => sessionsWaiting(database),
      () => "Orders came while the table was locked, and no session of the app waits for it.",
      { within: 10_000 },
    );
    proxy.holdAnswers();

    await app.signal("SIGTERM");
    const { code } = await app.exited({
      within: EXIT_LIMIT_MS,
      otherwise: `${HAPPENED}. The app still runs ${EXIT_LIMIT_MS / 1000} s after the signal, promised are 5.`,
    });
    t.equal(code, 0, `${HAPPENED}. The exit code`);
    const counts = errorCounts(app);
    const lines = posted.map(({ order }) => counts.get(order.orderId) ?? 0);
    const named = lines.filter((count) => count > 0).length;
    t.verify(
      named === posted.length,
      `${HAPPENED}. Before the app ended, error lines had named ${named} of the 8 orders.`,
    );
    t.verify(
      lines.every((count) => count === 1),
      `${HAPPENED}. One of these orders is named by more than one error line.`,
    );
  },
  { takesOverFrom: "written-once" },
);
