import { check, type Random } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { type Case, expectCases, postAll } from "../support/cases.ts";
import { promisedPart } from "../support/promised-part.ts";
import { told } from "../support/told.ts";

const TAKEN: [sent: string, utc: string][] = [
  ["2026-03-29T01:30:00Z", "2026-03-29T01:30:00.000Z"],
  ["2026-03-29T01:30:00.5+02:00", "2026-03-28T23:30:00.500Z"],
  ["2026-12-31T23:59:59.12-03:30", "2027-01-01T03:29:59.120Z"],
  ["2024-02-29T23:59:59.999Z", "2024-02-29T23:59:59.999Z"],
  ["2000-02-29T00:00:00+05:45", "2000-02-28T18:15:00.000Z"],
  ["2000-01-01T12:00:00Z", "2000-01-01T12:00:00.000Z"],
  ["2099-12-31T12:59:59.9Z", "2099-12-31T12:59:59.900Z"],
  ["2026-07-01T00:00:00-00:00", "2026-07-01T00:00:00.000Z"],
];
const REFUSED = [
  "2026-03-29T01:30:00",
  "2026-03-29",
  "2026-03-29 01:30:00Z",
  "2026-03-29T01:30Z",
  "2026-03-29t01:30:00Z",
  "2026-03-29T01:30:00z",
  "2026-03-29T01:30:00+0200",
  "2026-03-29T01:30:00+02",
  "2026-03-29T01:30:00.1234Z",
  "2026-03-29T01:30:00,5Z",
  "2026-03-29T01:30:00.Z",
  "2026-3-29T01:30:00Z",
  "26-03-29T01:30:00Z",
  "2026-02-30T01:30:00Z",
  "2025-02-29T01:30:00Z",
  "2026-04-31T01:30:00Z",
  "2026-13-01T01:30:00Z",
  "2026-00-10T01:30:00Z",
  "2026-03-29T24:00:00Z",
  "2026-03-29T01:60:00Z",
  "1999-06-01T00:00:00Z",
  "2100-06-01T00:00:00Z",
  "Sun, 29 Mar 2026 01:30:00 GMT",
  "1774747800000",
  "",
];

/** For each month, the day before its first one or the day after its last one. */
function daysThatAreNot(random: Random): string[] {
  return Array.from({ length: 12 }, (_, index) => {
    const year = random.integer(2001, 2098);
    const days = new Date(Date.UTC(year, index + 1, 0)).getUTCDate();
    const day = random.pick([0, days + 1, days + 1]);
    const two = (number: number) => String(number).padStart(2, "0");
    return `${year}-${two(index + 1)}-${two(day)}T${two(random.integer(0, 23))}:30:00Z`;
  });
}

check("instants", async (t) => {
  const app = await t.sharedApp();
  const answers = await postAll(
    app,
    TAKEN.map(([prioritizationTime]) => ({ ...canonicalOrder(t.random), prioritizationTime })),
  );
  for (const [index, [sent, utc]] of TAKEN.entries()) {
    const answer = answers[index];
    const what = `POST /orders with ${JSON.stringify(sent)} as prioritizationTime`;
    if (answer?.status !== 200)
      t.fail(`${what} ${answer && told(answer)}. That is a valid time; promised is 200.`);
    const seen = (promisedPart(answer?.json) as { prioritizationTime?: unknown }).prioritizationTime;
    t.verify(
      seen === utc,
      `${what} came back as ${JSON.stringify(seen)}. Promised is ${JSON.stringify(utc)}.`,
    );
  }
  const path = "prioritizationTime";
  const cases = [...REFUSED, ...daysThatAreNot(t.random)].map(
    (value): Case => ({ path, value, issues: [[path, "format"]] }),
  );
  await expectCases(t, app, () => canonicalOrder(t.random), cases);
});
