import { setTimeout as pause } from "node:timers/promises";
import { type CheckContext, check, type RunningApp, type Workplace } from "@picking-labs/test-kit";
import { told } from "@picking-labs/test-kit/every-app";
import { type LightRequest, sendMany } from "../support/many-requests.ts";

/** A thousand are promised: some fewer, which must wait, then so many that the number is passed for certain. */
const FEWER = 900;
const MORE = 400;
/** Of these, at least so many are beyond the thousand. */
const BEYOND = 200;
/** A blip: nobody is refused before. */
const BLIP_MS = 1_400;
const LIMIT_MS = 9_000;
/** On a machine that is so busy that the first have waited long when the last are sent, a sample tells nothing. */
const SAMPLES = 3;
const APART_MS = 1_000;

check(
  "thousand-wait",
  async (t) => {
    const workplace = await t.workplace();
    const { app, redis } = workplace;
    const { proxy } = redis.cz;
    for (let sample = 1; sample <= SAMPLES; sample++) {
      proxy.refuse();
      proxy.cut();
      const verdict = await tooMany(t, workplace);
      proxy.allow();
      await t.eventually(
        async () => (await app.get("/get_orders/cz/8799")).status === 200,
        () =>
          "Redis is back after more than a thousand requests had waited, and GET /get_orders/cz/8799 is not answered 200.",
        { within: 10_000, every: 100 },
      );
      if (verdict === "clear") return;
    }
    throw new Error("this machine is too busy to send 1,300 requests within a second");
  },
  { takesOverFrom: "starts-while-away" },
);

async function tooMany(t: CheckContext, { app }: Workplace): Promise<"clear" | "unclear"> {
  const firstSent = performance.now();
  const first = await sendMany(app, "/get_order_data/cz/4711", FEWER);
  // Another route: both wait for one Redis.
  const rest = await sendMany(app, "/get_orders/cz/8799", MORE);
  const lastSent = performance.now();
  const refused = () => rest.requests.filter(({ status }) => status === 503).length;
  try {
    let early: LightRequest | undefined;
    // Also when enough were refused at once: those that may wait have to be seen waiting.
    const isSeen = () => refused() >= BEYOND && performance.now() - firstSent >= BLIP_MS;
    while (early === undefined && !isSeen() && performance.now() - lastSent < LIMIT_MS) {
      await pause(20);
      early = first.requests.find(isAnswered);
    }
    early ??= first.requests.find(isAnswered);
    if (early !== undefined) expectPatience(t, early);
    await expectOthersAnswered(t, app);
    if (refused() >= BEYOND) return "clear";
    if (early !== undefined && (early.answeredAt ?? 0) - lastSent < APART_MS) return "unclear";
    return t.fail(
      `While the Redis of cz was away, ${FEWER} requests for it were sent by one route, then ${MORE} by another. ${((performance.now() - lastSent) / 1000).toFixed(1)} s after the last of them, ${refused()} of the last ${MORE} had been answered 503. Promised is that at most 1,000 wait, and the others hear 503 at once.`,
    );
  } finally {
    first.end();
    rest.end();
  }
}

/** Those who wait for one Redis take nobody's place who asks another. */
async function expectOthersAnswered(t: CheckContext, app: RunningApp): Promise<void> {
  const path = "/get_orders/at/1010";
  const answer = await app.get(path);
  t.verify(
    answer.status === 200,
    () =>
      `The Redis of cz was away, and ${FEWER + MORE} requests had been sent for it. The one of at was well, and GET ${path} ${told(answer)}. Promised is 200.`,
  );
}

/** One of the first, of which there are fewer than a thousand, was answered while Redis is away. */
function expectPatience(t: CheckContext, { sentAt, answeredAt = 0, status }: LightRequest): void {
  const waited = answeredAt - sentAt;
  t.verify(
    waited >= BLIP_MS,
    `While Redis was away, ${FEWER} requests were sent, then ${MORE} more. One of the first ${FEWER} was answered ${status || "by a closed connection"} after ${Math.round(waited)} ms. Promised is that up to 1,000 wait for at least 1.5 s.`,
  );
}

const isAnswered = ({ answeredAt }: LightRequest) => answeredAt !== undefined;
