import { check } from "@picking-labs/test-kit";
import { writesNothing } from "./writes-nothing.ts";

/** Not set, empty, another case, a blank at the end. */
const NAMES = [undefined, "", "Production", "staging "];

check("unknown-profile", async (t) => {
  const database = await t.database();
  await Promise.all(NAMES.map((name) => writesNothing(t, database, name)));
});
