import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";
import { allInOrder } from "@picking-labs/test-kit/every-app";
import { told } from "../support/told.ts";

/** One second is promised; an app that stands still answers when a slow request is through, 3 s later. */
const LIMIT_MS = 2_000;
const WAIT_MS = 3_000;
/** A timer may be early by the fraction of a millisecond that its clock does not show. */
const EARLY_MS = 10;
/** Nobody outside sees when the app has read the slow requests: it stands still at some time. */
const ROUNDS = 10;

check("slow-blocks-nobody", async (t) => {
  const app = await t.app();
  const inHand = "While five times GET /dev/slow?ms=3000 was in hand";
  let answered = 0;
  const slow = Array.from({ length: 5 }, async () => {
    const answer = await app.get("/dev/slow?ms=3000");
    answered += 1;
    return answer;
  });
  for (let round = 1; round <= ROUNDS && answered === 0; round++) {
    const others = await allInOrder([
      app.get("/ping", { timeoutMs: LIMIT_MS }),
      app.post("/orders", anOrder(t.random), { timeoutMs: LIMIT_MS }),
    ]);
    for (const [index, answer] of others.entries())
      t.verify(
        answer.status === 200 || answer.status === 0,
        () => `${inHand}, ${["GET /ping", "POST /orders"][index]} brought ${told(answer)}, promised is 200.`,
      );
    t.verify(
      others.every(({ error }) => error === undefined),
      `${inHand}, GET /ping or POST /orders had no answer within ${LIMIT_MS / 1000} s.`,
    );
  }
  const first = await Promise.race(slow);
  t.verify(
    first.status === 200,
    () => `The first of five times GET /dev/slow?ms=3000 brought ${told(first)}.`,
  );
  t.verify(
    first.ms >= WAIT_MS - EARLY_MS,
    `The first of five times GET /dev/slow?ms=3000 was answered after ${Math.round(first.ms)} ms, which is too soon: there was nothing to stand still for.`,
  );
});
