import { type ClientRequest, request } from "node:http";
import { writeLine } from "./log.ts";

const ANSWER_LIMIT_MS = 3_000;

/** Reports on their way, each on a connection of its own. */
export class Outbox {
  readonly #url: URL | undefined;
  readonly #open = new Set<ClientRequest>();

  constructor(url: URL | undefined) {
    this.#url = url;
  }

  get isEmpty(): boolean {
    return this.#open.size === 0;
  }

  post(orderId: number, products: Record<string, string>): void {
    if (this.#url === undefined) return;
    const report = request(this.#url, {
      method: "POST",
      agent: false,
      headers: { "content-type": "application/json" },
    });
    const limit = setTimeout(() => report.destroy(new Error("no answer in time")), ANSWER_LIMIT_MS);
    let outcome = "the connection was cut";
    report.on("response", ({ statusCode = 0 }) => {
      outcome = statusCode >= 200 && statusCode < 300 ? "sent" : `the receiver answered ${statusCode}`;
      report.destroy();
    });
    report.on("error", (error) => {
      if (outcome !== "sent") outcome = error.message || String(error);
    });
    // The one event that always comes, and comes once.
    report.on("close", () => {
      clearTimeout(limit);
      this.#open.delete(report);
      if (outcome !== "sent") writeLine("error", "report failed", { orderId, reason: outcome });
    });
    this.#open.add(report);
    report.end(JSON.stringify({ orderId, products }));
  }

  /** Resolves when each report that was open has its line. */
  async giveUp(): Promise<void> {
    const told = [...this.#open].map((report) => new Promise((resolve) => report.once("close", resolve)));
    for (const report of this.#open) report.destroy(new Error("shutting down"));
    await Promise.all(told);
  }
}
