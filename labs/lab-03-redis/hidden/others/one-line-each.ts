import type { CheckContext, RunningApp } from "@picking-labs/test-kit";
import { errorCounts, errorNames } from "@picking-labs/test-kit/every-app";

/** An order with unreadable data that was asked for, and what happened then. */
export type Unreadable = { orderId: number; happened: string };

/**
 * Every one of them has one error line. They are counted once the line of one more, asked for after them, is there: an app
 * writes its lines in order, so a second line for one of them stands before it.
 */
export async function oneLineEach(
  t: CheckContext,
  app: RunningApp,
  unreadable: Unreadable[],
  askForOneMore: () => Promise<Unreadable>,
): Promise<void> {
  for (const one of unreadable) await isNamed(one);
  await isNamed(await askForOneMore());

  const counts = errorCounts(app);
  for (const { orderId, happened } of unreadable) {
    t.equal(counts.get(orderId), 1, `${happened}. The number of error lines with the orderId ${orderId}`);
  }

  async function isNamed({ orderId, happened }: Unreadable) {
    const otherwise = `${happened}, and no log line of level error has the orderId ${orderId}.`;
    await errorNames(t, app, orderId, otherwise, 3_000);
  }
}
