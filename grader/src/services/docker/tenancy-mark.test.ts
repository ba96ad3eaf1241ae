import { expect, test } from "vitest";
import { newRunId } from "../../run-id.ts";
import { markOf, runsAmong } from "./tenancy-mark.ts";

/** Five virtual hosts, as each run has. */
const hostsOf = (runId: string) => Array.from({ length: 5 }, () => ({ description: markOf(runId) }));

test("Runs are counted, not their virtual hosts, and not those whose process is gone", () => {
  const [one, two] = [newRunId(), newRunId()];
  // The process is there, but it began at another time.
  const gone = `${process.pid}-1-0a1b2c3d`;
  expect(runsAmong([...hostsOf(one), ...hostsOf(two), ...hostsOf(gone)])).toBe(2);
});

test("What other virtual hosts say, or an answer that is no list, counts nothing", () => {
  expect(runsAmong([{ description: "Default virtual host" }, { name: "at" }, null, { description: 5 }])).toBe(
    0,
  );
  expect(runsAmong({ error: "not_authorised" })).toBe(0);
});
