import { check } from "@picking-labs/test-kit";
import { readTimes } from "../support/read-times.ts";

/** As long as the requests are said to have waited: a generous reader finds it in most of the texts. */
const WAITED_MS = 2_000;
/** Stands in a failure for the instant that was sent. */
const SAMPLE = 1_700_000_000_000;
const SHOWN = 3;

/** What is no instant, made from one. */
const NO_INSTANTS: ((instant: number) => string)[] = [
  () => "",
  (instant) => `t=${instant}`,
  (instant) => `${instant}ms`,
  (instant) => `+${instant}`,
  () => "-5",
  (instant) => `${instant / 1000}e3`,
  (instant) => `0x${instant.toString(16)}`,
  (instant) => `${instant}.1234`,
  (instant) => `${instant}.`,
  (instant) => `${instant}, ${instant}`,
  () => "0",
];

check("queue-nonsense", async (t) => {
  const app = await t.sharedApp();
  const now = Date.now();
  const asked: [name: string, headers: Record<string, string>][] = [
    ["no x-request-start", {}],
    ["an x-request-start 30 s ahead", { "x-request-start": String(now + 30_000) }],
    ["an x-request-start of 90 s ago", { "x-request-start": String(now - 90_000) }],
    ...NO_INSTANTS.map((write): (typeof asked)[number] => [
      `x-request-start: ${write(SAMPLE)}`,
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
  t.verify(
    wrong.length === 0,
    () =>
      `Promised is a queue of 0 for what cannot be meant. The app says ${wrong.slice(0, SHOWN).join("; ")}.`,
  );
});
