import { check } from "@picking-labs/test-kit";

/** Three seconds are promised. Two at a time are through after 4.5 s, one after the other after 7.5 s. */
const LIMIT_MS = 4_000;

check("side-by-side", async (t) => {
  const app = await t.app();
  const slow = Array.from({ length: 5 }, () => app.get("/dev/slow?ms=1500", { timeoutMs: LIMIT_MS }));
  const answers = await Promise.all(slow);
  t.verify(
    answers.every(({ status }) => status === 200),
    `Five times GET /dev/slow?ms=1500 was sent at the same moment. Each of them waits 1.5 s, and ${LIMIT_MS / 1000} s later not all are answered.`,
  );
});
