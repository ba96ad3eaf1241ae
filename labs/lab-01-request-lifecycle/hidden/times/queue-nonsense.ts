import { check } from "@picking-labs/test-kit";
import { readTimes } from "../support/read-times.ts";

/** As long as the requests are said to have waited: a generous reader finds it in most of the texts. */
const WAITED_MS = 2_000;
const SHOWN = 3;

check("queue-nonsense", async (t) => {
  const app = await t.sharedApp();
  const now = Date.now();
  const start = now - WAITED_MS;
  // In the names, N stands for the milliseconds of 2 s ago.
  const asked: [name: string, header?: string][] = [
    ["missing"],
    ["empty", ""],
    ["t=N", `t=${start}`],
    ["Nms", `${start}ms`],
    ["+N", `+${start}`],
    ["-5", "-5"],
    ["N in seconds and e3", `${start / 1000}e3`],
    ["N in hexadecimal", `0x${start.toString(16)}`],
    ["N with four fraction digits", `${start}.1234`],
    ["N and a point", `${start}.`],
    ["N, N", `${start}, ${start}`],
    ["30 s ahead", String(now + 30_000)],
    ["90 s ago", String(now - 90_000)],
    ["0", "0"],
  ];
  const wrong: string[] = [];
  for (const [name, header] of asked) {
    const headers: Record<string, string> = header === undefined ? {} : { "x-request-start": header };
    const answer = await app.get("/ping", { headers });
    const said = /^queue;dur=(\S+),/.exec(answer.headers["server-timing"] ?? "")?.[1];
    const queue = said === undefined ? readTimes(t, "GET /ping", answer).queue : Number(said);
    if (queue !== 0) wrong.push(`${queue} ms for one that is ${name}`);
  }
  const [first, ...more] = wrong;
  t.verify(
    first === undefined,
    () =>
      `Of an x-request-start that cannot be meant the app makes a queue of ${[first, ...more.slice(0, SHOWN - 1)].join(", ")}. Promised is 0.`,
  );
});
