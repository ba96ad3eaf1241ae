import type { Report } from "./report.ts";

/** How long the receiver may take to answer, connecting included, in milliseconds. */
const PATIENCE_MS = 3_000;

/** Resolves when the receiver took the report; rejects when it did not, for whatever reason. */
export async function postReport(url: string, report: Report, abandoned: AbortSignal): Promise<void> {
  const { ok, status, body } = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(report),
    redirect: "manual", // a report goes where the configuration says, and nowhere else
    signal: AbortSignal.any([AbortSignal.timeout(PATIENCE_MS), abandoned]),
  });
  // The status says it all. A body that nobody reads would keep its connection busy.
  await body?.cancel();
  if (!ok) throw new Error(`the receiver answered ${status}`);
}
