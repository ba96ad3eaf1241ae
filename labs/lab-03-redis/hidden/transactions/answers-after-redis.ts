import type { CheckContext, RedisMessage, Workplace } from "@picking-labs/test-kit";
import type { Change } from "./stepwise.ts";

/** Whether a change is done is not known before these are answered. */
const CHANGES = new Set("EXEC EVAL EVALSHA FCALL HSET HMSET DEL UNLINK ZADD ZREM".split(" "));

/** Longer than whoever answers beside the write, or waits for it a little, whatever Redis says. */
const HELD_MS = 600;

/** The answers of Redis are held from the first writing command on: until they come, the request must not be answered. */
export async function answersAfterRedis(
  t: CheckContext,
  { redis: { cz } }: Workplace,
  change: Change,
): Promise<void> {
  let armed = true;
  let held: RedisMessage | undefined;
  const isHeld = cz.proxy.once(
    (message) => {
      if (!armed || message.setup || !CHANGES.has(message.command)) return false;
      held = message;
      return true;
    },
    "hold-answer",
    { within: 30_000 },
  );
  const answered = change.send();
  const first = await Promise.race([isHeld.then(() => "held"), answered.then(() => "answered")]);
  armed = false;
  const isEarly =
    first === "answered" ||
    (await Promise.race([
      answered.then(() => true),
      new Promise<false>((resolve) => setTimeout(resolve, HELD_MS, false)),
    ]));
  cz.proxy.release();
  await answered;
  t.verify(
    !isEarly,
    () =>
      `${change.what} was answered while the app had not heard the answer of Redis to ${held?.command ?? "its change"} yet.`,
  );
}
