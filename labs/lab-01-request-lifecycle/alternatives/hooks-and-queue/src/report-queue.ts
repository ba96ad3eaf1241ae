import type { FastifyBaseLogger } from "fastify";
import PQueue from "p-queue";

type Report = { orderId: number; products: Record<string, string> };

/** As many as may be under way at once: a silent receiver holds each of them for three seconds. */
const LANES = 100;

/** Reports in the order of their answers. A report stays in `open` until it is known what became of it. */
export class ReportQueue {
  readonly #url: string | undefined;
  readonly #log: FastifyBaseLogger;
  readonly #queue = new PQueue({ concurrency: LANES });
  readonly #open = new Set<Report>();

  constructor(url: string | undefined, log: FastifyBaseLogger) {
    this.#url = url;
    this.#log = log;
  }

  add(report: Report): void {
    const url = this.#url;
    if (!url) return;
    this.#open.add(report);
    void this.#queue.add(() => this.#deliver(url, report));
  }

  empty(): Promise<void> {
    return this.#queue.onIdle();
  }

  nameTheRest(): void {
    for (const report of this.#open) this.#close(report, "the process ends");
  }

  async #deliver(url: string, report: Report): Promise<void> {
    try {
      const { status } = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", connection: "close" },
        body: JSON.stringify(report),
        redirect: "error",
        signal: AbortSignal.timeout(3_000),
      });
      this.#close(report, status >= 200 && status < 300 ? undefined : `status ${status}`);
    } catch (error) {
      this.#close(report, String(error));
    }
  }

  #close(report: Report, problem: string | undefined): void {
    const wasOpen = this.#open.delete(report);
    if (wasOpen && problem) this.#log.error({ orderId: report.orderId, problem }, "report lost");
  }
}
