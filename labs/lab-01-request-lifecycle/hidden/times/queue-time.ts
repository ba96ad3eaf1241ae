import { setTimeout as pause } from "node:timers/promises";
import { anOrder } from "@picking-labs/domain/generators";
import { type CheckContext, check, type HttpResult, type RunningApp } from "@picking-labs/test-kit";
import { allInOrder } from "@picking-labs/test-kit/every-app";
import { beginOrder } from "../support/begin-order.ts";
import { readTimes } from "../support/read-times.ts";

/** Between the app's clock and ours, and for a queue that is rounded. */
const TOLERANCE_MS = 50;
/** More than a busy machine makes an answer late, since that cannot be told from the queue. */
const WORK_MS = 1_200;

type Ask = (app: RunningApp, headers: Record<string, string>) => Promise<HttpResult>;

check("queue-time", async (t) => {
  const app = await t.sharedApp();
  const path = `/dev/slow?ms=${WORK_MS}`;
  const slow: Ask = (to, headers) => to.get(path, { headers });
  const body: Ask = async (to, headers) => {
    const begun = await beginOrder(t, to, anOrder(t.random), headers);
    await pause(WORK_MS);
    return begun.finish();
  };
  const asked: [what: string, later: string, ask: Ask, waited: number, fraction: string][] = [
    [`GET ${path}`, "The work that came then is", slow, 5_000, ""],
    [`GET ${path}`, "The work that came then is", slow, 1_500, ".5"],
    [`GET ${path}`, "The work that came then is", slow, 50_000, ".125"],
    ["POST /orders", `Its body, which came ${WORK_MS} ms later, is`, body, 5_000, ""],
  ];
  await allInOrder(
    asked.map(async ([what, later, ask, waited, fraction]) => {
      const answer = await ask(app, { "x-request-start": `${Date.now() - waited}${fraction}` });
      judge(t, answer, { what: `${what} with an x-request-start of ${waited / 1000} s ago`, later, waited });
    }),
  );
});

type Waited = { what: string; later: string; waited: number };

function judge(t: CheckContext, answer: HttpResult, { what, later, waited }: Waited): void {
  const { queue } = readTimes(t, what, answer);
  t.verify(
    queue >= waited - TOLERANCE_MS,
    `${what} says a queue of ${queue} ms, although the request had waited longer before it came to the app.`,
  );
  t.verify(
    queue <= waited + answer.ms - WORK_MS + TOLERANCE_MS,
    `${what} says a queue of ${queue} ms: that is more than it waited before the app had its headers. ${later} no part of it.`,
  );
}
