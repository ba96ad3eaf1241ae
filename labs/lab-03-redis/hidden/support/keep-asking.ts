import type { RunningApp } from "@picking-labs/test-kit";

/** Two requests at any time: who connects only when asked has a reason to. What they are answered is not looked at. */
const LANES = 2;
const ANSWER_LIMIT_MS = 7_500;
/** After an answer that came at once. */
const BREATH_MS = 60;

/** Asks again and again until `end()`. */
export function keepAsking(app: RunningApp, path: string): { end(): Promise<void> } {
  const over = Promise.withResolvers<void>();
  let isOver = false;
  const lanes = Array.from({ length: LANES }, async () => {
    while (!isOver) {
      const breath = new Promise((resolve) => setTimeout(resolve, BREATH_MS));
      await Promise.race([app.get(path, { timeoutMs: ANSWER_LIMIT_MS }), over.promise]);
      await breath;
    }
  });
  return {
    async end() {
      isOver = true;
      over.resolve();
      await Promise.all(lanes);
    },
  };
}
