import { check } from "@picking-labs/test-kit";
import { allInOrder } from "@picking-labs/test-kit/every-app";
import { told } from "../support/told.ts";

/** Three seconds are promised. Two at a time are through after 4.5 s, one after the other after 7.5 s. */
const LIMIT_MS = 4_000;
const WAIT_MS = 1_500;
/** A timer may be early by the fraction of a millisecond that its clock does not show. */
const EARLY_MS = 10;

check("side-by-side", async (t) => {
  const app = await t.app();
  const slow = Array.from({ length: 5 }, () => app.get("/dev/slow?ms=1500", { timeoutMs: LIMIT_MS }));
  const answers = await allInOrder(slow);
  const sent = "Five times GET /dev/slow?ms=1500 was sent at the same moment";
  const wrong = answers.find(({ status }) => status !== 0 && status !== 200);
  if (wrong !== undefined) t.fail(`${sent}. One of them brought ${told(wrong)}, promised is 200.`);
  const early = answers.find(({ status, ms }) => status === 200 && ms < WAIT_MS - EARLY_MS);
  if (early !== undefined)
    t.fail(
      `${sent}. One of them was answered after ${Math.round(early.ms)} ms, which is too soon: nobody waited.`,
    );
  t.verify(
    answers.every(({ error }) => error === undefined),
    `${sent}. Each of them waits 1.5 s, and ${LIMIT_MS / 1000} s later not all are answered.`,
  );
});
