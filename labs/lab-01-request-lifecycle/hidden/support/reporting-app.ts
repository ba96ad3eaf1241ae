import type { CheckContext, ReceivedRequest, Receiver, RunningApp } from "@picking-labs/test-kit";

/** With a query: the URL is to be taken as it stands. */
export const REPORT_PATH = "/reports?from=engine&v=1";

export type ReportingApp = { app: RunningApp; receiver: Receiver };

/** An app of the check's own that reports to a receiver of the check's own. */
export async function reportingApp(t: CheckContext): Promise<ReportingApp> {
  const receiver = await t.receiver();
  const app = await t.app({ env: { REPORT_URL: receiver.url + REPORT_PATH } });
  return { app, receiver };
}

/** What came for this order so far, whatever its form. */
export function reportsOf(receiver: Receiver, orderId: number): ReceivedRequest[] {
  return receiver.requests().filter(({ text }) => text.includes(String(orderId)));
}
