import { setTimeout as pause } from "node:timers/promises";
import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";
import { allInOrder } from "@picking-labs/test-kit/every-app";
import { beginOrder } from "../support/begin-order.ts";
import { doorCloses } from "../support/door.ts";
import { leaves } from "../support/leaves.ts";
import { reportingApp, reportsOf } from "../support/reporting-app.ts";

/** "At once", on a busy machine; whoever closes the door at the end of its 2 s comes later. */
const DOOR_LIMIT_MS = 1_200;
/** One second is promised; whoever waits for its 2 s in any case comes later. */
const EXIT_LIMIT_MS = 1_800;
/** For a report that shall be under way as well; whether it comes is another check's matter. */
const REPORT_LIMIT_MS = 1_500;

check("stops-accepting", async (t) => {
  const [idle, { app: busy, receiver }] = await allInOrder([t.app(), reportingApp(t)]);
  await idle.signal("SIGTERM");
  const circumstance = "SIGTERM came while nothing was in hand";
  const { afterSignalMs } = await leaves(t, idle, { circumstance, within: 5_000 });
  t.verify(
    afterSignalMs < EXIT_LIMIT_MS,
    `${circumstance}, and the app left ${Math.round(afterSignalMs)} ms later. Promised is within 1 s.`,
  );

  receiver.hold();
  const reported = anOrder(t.random);
  void busy.post("/orders", reported);
  const until = performance.now() + REPORT_LIMIT_MS;
  while (reportsOf(receiver, reported.orderId).length === 0 && performance.now() < until) await pause(20);
  await beginOrder(t, busy, anOrder(t.random));
  await busy.signal("SIGTERM");
  t.verify(
    await doorCloses(busy, DOOR_LIMIT_MS),
    `SIGTERM came while a request was in hand and a report had no answer, and ${DOOR_LIMIT_MS / 1000} s later the app still accepts new connections. Promised is to stop at once.`,
  );
});
