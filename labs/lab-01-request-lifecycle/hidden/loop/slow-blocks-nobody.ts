import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";

/** One second is promised; an app that stands still answers when a slow request is through, 3 s later. */
const LIMIT_MS = 2_000;
/** Nobody outside sees when the app has read the slow requests: it stands still at some time. */
const ROUNDS = 10;

check("slow-blocks-nobody", async (t) => {
  const app = await t.app();
  let answered = 0;
  const slow = Array.from({ length: 5 }, async () => {
    const answer = await app.get("/dev/slow?ms=3000");
    answered += 1;
    return answer;
  });
  for (let round = 1; round <= ROUNDS && answered === 0; round++) {
    const others = await Promise.all([
      app.get("/ping", { timeoutMs: LIMIT_MS }),
      app.post("/orders", anOrder(t.random), { timeoutMs: LIMIT_MS }),
    ]);
    t.verify(
      others.every(({ status }) => status === 200),
      `While five times GET /dev/slow?ms=3000 was in hand, GET /ping or POST /orders had no answer within ${LIMIT_MS / 1000} s.`,
    );
  }
  const { status } = await Promise.race(slow);
  t.equal(status, 200, "The status of the first of five times GET /dev/slow?ms=3000");
});
