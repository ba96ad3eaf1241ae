import type { Receiver } from "@picking-labs/test-kit";

/** What a receiver does with a report, as it follows "the receiver" in a sentence. */
export type Way = { says: string; set(receiver: Receiver): void };

/** The report went well. The first one tells whether the status counts, or the end of the body. */
export const GOOD: readonly Way[] = [
  {
    says: "answered 200 and began a body that does not end",
    set: (receiver) => receiver.answer({ status: 200, body: "thank", unfinished: true }),
  },
  {
    says: "answered 200 with a body",
    set: (receiver) => receiver.answer({ status: 200, body: "thank you" }),
  },
  { says: "answered 202", set: (receiver) => receiver.answer({ status: 202 }) },
];

/** The report failed. */
export const BAD: readonly Way[] = [
  { says: "answered 500", set: (receiver) => receiver.answer({ status: 500 }) },
  { says: "answered 404", set: (receiver) => receiver.answer({ status: 404, body: "not here" }) },
  { says: "cut the connection", set: (receiver) => receiver.cut() },
];
