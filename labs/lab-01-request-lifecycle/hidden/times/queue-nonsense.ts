import { check } from "@picking-labs/test-kit";
import { readTimes } from "../support/read-times.ts";

/** As long as the requests are said to have waited: a generous reader finds it in most of the texts. */
const WAITED_MS = 2_000;
const SHOWN = 3;

/** What is no instant, made from one; in its name N stands for that one. */
const NO_INSTANTS: [name: string, write: (instant: number) => string][] = [
  ["with no value", () => ""],
  ["t=N", (instant) => `t=${instant}`],
  ["Nms", (instant) => `${instant}ms`],
  ["+N", (instant) => `+${instant}`],
  ["-5", () => "-5"],
  ["N in seconds, then e3", (instant) => `${instant / 1000}e3`],
  ["0x, then N in hexadecimal", (instant) => `0x${instant.toString(16)}`],
  ["N.1234", (instant) => `${instant}.1234`],
  ["N.", (instant) => `${instant}.`],
  ["N, N", (instant) => `${instant}, ${instant}`],
  ["0", () => "0"],
];

check("queue-nonsense", async (t) => {
  const app = await t.sharedApp();
  const now = Date.now();
  const asked: [name: string, headers: Record<string, string>][] = [
    ["no x-request-start", {}],
    ["an x-request-start 30 s ahead", { "x-request-start": String(now + 30_000) }],
    ["an x-request-start of 90 s ago", { "x-request-start": String(now - 90_000) }],
    ...NO_INSTANTS.map(([name, write]): (typeof asked)[number] => [
      `x-request-start: ${name}`,
      { "x-request-start": write(now - WAITED_MS) },
    ]),
  ];
  const wrong: string[] = [];
  for (const [name, headers] of asked) {
    const answer = await app.get("/ping", { headers });
    const said = /^queue;dur=(\S+),/.exec(answer.headers["server-timing"] ?? "")?.[1];
    const queue = said === undefined ? readTimes(t, "GET /ping", answer).queue : Number(said);
    if (queue !== 0) wrong.push(`${queue} ms for ${name}`);
  }
  const shown = wrong.slice(0, SHOWN).join("; ");
  const legend = /\bN(?:ms)?\b/.test(shown) ? " (N: the time 2 s ago, in ms since the epoch)" : "";
  t.verify(
    wrong.length === 0,
    () => `Promised is a queue of 0 for what cannot be meant. The app says ${shown}${legend}.`,
  );
});
