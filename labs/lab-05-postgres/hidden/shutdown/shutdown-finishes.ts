import { setTimeout as pause } from "node:timers/promises";
import { check } from "@picking-labs/test-kit";
import { stopsAccepting, told } from "@picking-labs/test-kit/every-app";
import { beginRequest } from "../support/begin-request.ts";
import { plainOrder } from "../support/plain-order.ts";
import { rowsArrive } from "../support/rows-arrive.ts";

/** After the signal. Two seconds are promised to whoever is still sending. */
const STILL_SENDING_MS = 1_200;

check(
  "shutdown-finishes",
  async (t) => {
    const { app, database } = await t.workplace();
    const order = plainOrder(t.random, { products: 2 });
    const request = await beginRequest(app, JSON.stringify(order));
    await app.signal("SIGTERM");
    const signalledAt = performance.now();
    await stopsAccepting(t, app);
    await pause(Math.max(0, STILL_SENDING_MS - (performance.now() - signalledAt)));

    const sentAt = Date.now();
    const answer = await request.finish();
    t.verify(
      answer.status === 200,
      () =>
        `Half of order ${order.orderId} had been sent when SIGTERM came. The other half came ${STILL_SENDING_MS / 1000} s after it, and the request ${told(answer)}. Promised is 200.`,
    );
    const { decisionId } = answer.json as { decisionId: string };
    const { code } = await app.exited({
      within: 10_000,
      otherwise: "The app still runs 10 s after SIGTERM and the last answer.",
    });
    await rowsArrive(
      t,
      database,
      [{ order, decisionId, answer, sentAt, answeredAt: Date.now() }],
      "An order was in hand when SIGTERM came, and was answered 200 after it",
    );
    t.equal(code, 0, "The exit code after SIGTERM");
  },
  { takesOverFrom: "survives-ended-sessions" },
);
