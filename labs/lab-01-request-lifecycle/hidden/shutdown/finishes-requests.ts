import { decide } from "@picking-labs/domain";
import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";
import { allInOrder } from "@picking-labs/test-kit/every-app";
import { beginOrder } from "../support/begin-order.ts";
import { doorCloses } from "../support/door.ts";
import { leaves } from "../support/leaves.ts";
import { requestLines } from "../support/log-lines.ts";
import { postOrder } from "../support/post-order.ts";
import { reportComes } from "../support/report-comes.ts";
import { reportingApp } from "../support/reporting-app.ts";
import { told } from "../support/told.ts";

const DOOR_LIMIT_MS = 1_000;
/** Still in hand when the report on the other order has come: whoever loses reports loses none here, which is another promise. */
const SLOW = "/dev/slow?ms=900";
/** When all is answered by `EARLY_MS` after the signal, whoever leaves after `SLEPT_MS` has waited for the end of the 2 s. */
const EARLY_MS = 1_100;
const SLEPT_MS = 1_850;

check("finishes-requests", async (t) => {
  const { app, receiver } = await reportingApp(t);
  const before = await postOrder(t, app, anOrder(t.random));
  const slow = app.get(SLOW);
  const order = anOrder(t.random, { products: 2 });
  const begun = await beginOrder(t, app, order);
  await app.signal("SIGTERM");
  const signalled = performance.now();
  await doorCloses(app, DOOR_LIMIT_MS);
  const [answer, slowAnswer] = await allInOrder([begun.finish(), slow]);
  const answeredMs = performance.now() - signalled;

  t.verify(
    answer.status === 200 && answer.error === undefined,
    () =>
      `Half of order ${order.orderId} had come when SIGTERM came. After the other half the request brought ${told(answer)}, promised is 200.`,
  );
  const { products } = decide(order);
  t.equal(
    Object(answer.json).products,
    products,
    `The decision on order ${order.orderId}, answered after SIGTERM`,
  );
  t.verify(
    slowAnswer.status === 200 && slowAnswer.error === undefined,
    () => `GET ${SLOW} was in hand when SIGTERM came, and brought ${told(slowAnswer)}. Promised is 200.`,
  );
  await reportComes(t, receiver, order.orderId, `Order ${order.orderId} was answered 200 after SIGTERM`);
  const circumstance = "SIGTERM came while two requests were in hand, and both were answered";
  const { afterSignalMs } = await leaves(t, app, { circumstance, within: 6_000 });
  t.verify(
    answeredMs > EARLY_MS || afterSignalMs < SLEPT_MS,
    `${circumstance} soon. The app was still there until ${Math.round(afterSignalMs)} ms after the signal. Promised is to leave as soon as all is through.`,
  );

  // As ever: an app without these has lost their points elsewhere.
  t.verify(
    "server-timing" in answer.headers || !("server-timing" in before.headers),
    "An order that was answered after SIGTERM has no server-timing; the one before has it.",
  );
  const lines = requestLines(app, "/orders").length;
  t.verify(
    lines !== 1,
    "Of two orders, the second of which was answered after SIGTERM, only the first has its request line.",
  );
});
