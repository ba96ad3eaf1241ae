import { setTimeout as pause } from "node:timers/promises";
import { check } from "@picking-labs/test-kit";
import { beginRequest } from "../support/begin-request.ts";
import { plainOrder } from "../support/plain-order.ts";
import { told } from "../support/post-order.ts";
import { rowsArrive } from "../support/rows-arrive.ts";
import { stopsAccepting } from "../support/stops-accepting.ts";

/** A caller may take its time; the app may not hang up on it before its four seconds are over. */
const STILL_SENDING_MS = 1_200;

check(
  "shutdown-finishes",
  async (t) => {
    const { app, database } = await t.workplace();
    const order = plainOrder(t.random, { products: 2 });
    const request = await beginRequest(app, JSON.stringify(order));
    await app.signal("SIGTERM");
    await stopsAccepting(t, app);
    await pause(STILL_SENDING_MS);

    const sentAt = Date.now();
    const answer = await request.finish();
    t.verify(
      answer.status === 200,
      () =>
        `Half of order ${order.orderId} had been sent when SIGTERM came. After the other half the request ${told(answer)}. Promised is 200.`,
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
      "The last request was answered after SIGTERM",
    );
    t.equal(code, 0, "The exit code after SIGTERM");
  },
  { takesOverFrom: "survives-ended-sessions" },
);
