import { check } from "@picking-labs/test-kit";
import { writesNothing } from "./writes-nothing.ts";

/** Not set, empty, another case, a blank at the end. */
const NAMES = [undefined, "", "Production", "staging "];

check("unknown-profile", async (t) => {
  const database = await t.database();
  const results = await Promise.allSettled(NAMES.map((name) => writesNothing(t, database, name)));
  // The first name in the list, whichever failed first.
  for (const result of results) if (result.status === "rejected") throw result.reason;
});
