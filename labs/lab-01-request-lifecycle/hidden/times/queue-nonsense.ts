import { check } from "@picking-labs/test-kit";
import { serverTiming } from "../support/server-timing.ts";

/** As long as the requests are said to have waited; a generous reader finds this number in most of the texts. */
const WAITED_MS = 2_000;

check("queue-nonsense", async (t) => {
  const app = await t.sharedApp();
  const start = Date.now() - WAITED_MS;
  const asked: [shown: string, header: string | undefined][] = [
    ["no x-request-start", undefined],
    ["an empty x-request-start", ""],
    ["x-request-start: t=<ms>", `t=${start}`],
    ["x-request-start: <ms>ms", `${start}ms`],
    ["x-request-start: +<ms>", `+${start}`],
    ["x-request-start: -5", "-5"],
    ["x-request-start in seconds with e3", `${start / 1000}e3`],
    ["x-request-start in hexadecimal", `0x${start.toString(16)}`],
    ["x-request-start with four fraction digits", `${start}.1234`],
    ["x-request-start: <ms>.", `${start}.`],
    ["two values of x-request-start", `${start}, ${start}`],
    ["an x-request-start of 10 s ahead", String(start + WAITED_MS + 10_000)],
    ["an x-request-start of 90 s ago", String(start + WAITED_MS - 90_000)],
    ["x-request-start: 0", "0"],
  ];
  const wrong: string[] = [];
  for (const [shown, header] of asked) {
    const answer = await app.get("/ping", {
      headers: header === undefined ? {} : { "x-request-start": header },
    });
    if (serverTiming(answer)?.queue === 0) continue;
    const said = answer.headers["server-timing"]?.split(",")[0] ?? "no server-timing";
    wrong.push(`${shown}: ${said}`);
  }
  t.verify(
    wrong.length === 0,
    () => `Promised is queue;dur=0, and the app says ${wrong.slice(0, 3).join("; ")}.`,
  );
});
