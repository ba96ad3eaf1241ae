import { check } from "@picking-labs/test-kit";
import { errorCounts } from "../support/error-lines.ts";
import { lockTable, sessionsWaiting } from "../support/locked-table.ts";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";

/** Five seconds are promised. */
const EXIT_LIMIT_MS = 7_500;

check(
  "shutdown-names",
  async (t) => {
    const { app, database, proxy } = await t.workplace();
    await lockTable(t, database);
    const posted = await Promise.all(
      Array.from({ length: 8 }, () => postOrder(t, app, plainOrder(t.random))),
    );
    await t.eventually(
      () => sessionsWaiting(database),
      () => "Orders came while the table was locked, and no session of the app waits for it.",
      { within: 10_000 },
    );
    proxy.holdAnswers();

    await app.signal("SIGTERM");
    const { code } = await app.exited({
      within: EXIT_LIMIT_MS,
      otherwise:
        "8 decisions could not be written when SIGTERM came. The app still runs 7.5 s later, promised are 5.",
    });
    t.equal(code, 0, "The exit code after SIGTERM with 8 unwritten decisions");
    const counts = errorCounts(app);
    const lines = posted.map(({ order }) => counts.get(order.orderId) ?? 0);
    const named = lines.filter((count) => count > 0).length;
    t.verify(
      named === posted.length,
      `8 decisions could not be written when SIGTERM came. Error lines name ${named} of their orders before the app ended.`,
    );
    t.verify(
      lines.every((count) => count === 1),
      "An order that could not be written before the end is named by more than one error line.",
    );
  },
  { takesOverFrom: "written-once" },
);
