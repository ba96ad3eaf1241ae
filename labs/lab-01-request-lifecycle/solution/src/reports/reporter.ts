import type { FastifyBaseLogger } from "fastify";
import type { Report } from "./report.ts";

type Post = (report: Report, abandoned: AbortSignal) => Promise<void>;

export type Reporter = ReturnType<typeof reporter>;

/** Sends reports beside the requests that caused them, and knows at any moment which ones are under way. */
export function reporter(post: Post, log: FastifyBaseLogger) {
  const underWay = new Set<Promise<void>>();
  const ending = new AbortController();

  return {
    /** Takes a report over and returns at once. Nobody awaits it, so what goes wrong is told here. */
    send(report: Report): void {
      const delivery = post(report, ending.signal)
        .catch((error) => log.error({ orderId: report.orderId, reason: reasonOf(error) }, "report not sent"))
        .finally(() => underWay.delete(delivery));
      underWay.add(delivery);
    },

    /** Resolves when no report is under way any more; the caller sets the limit. */
    async settled(): Promise<void> {
      await Promise.all(underWay);
    },

    /** Gives up all that is still under way, for a process that has to end. */
    abandon(): void {
      ending.abort(new Error("shutting down"));
    },
  };
}

/** Where no receiver is configured. */
export const idleReporter: Reporter = {
  send: () => undefined,
  settled: async () => undefined,
  abandon: () => undefined,
};

/** `fetch` says only "fetch failed"; why stands in its cause. */
function reasonOf({ message, cause }: Error): string {
  return cause === undefined ? message : `${message} (${cause})`;
}
