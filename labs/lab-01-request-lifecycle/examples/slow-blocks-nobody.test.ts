import { check } from "@picking-labs/test-kit";

/** One second is promised; an app that stands still answers when the slow requests are through, after 3 seconds or more. */
const LIMIT_MS = 2_000;

check("slow-blocks-nobody", async (t) => {
  const app = await t.app();
  const slow = Array.from({ length: 5 }, () => app.get("/dev/slow?ms=3000"));
  // Nobody outside can see when the app has read the slow requests. So ask more than once: it stands still at some time.
  for (let round = 1; round <= 10; round++) {
    const ping = await app.get("/ping", { timeoutMs: LIMIT_MS });
    t.verify(
      ping.status === 200,
      `While five times GET /dev/slow?ms=3000 was in hand, GET /ping had no answer within ${LIMIT_MS / 1000} s.`,
    );
  }
  t.equal(
    (await Promise.all(slow)).map(({ status }) => status),
    [200, 200, 200, 200, 200],
    "the statuses of the slow requests",
  );
});
