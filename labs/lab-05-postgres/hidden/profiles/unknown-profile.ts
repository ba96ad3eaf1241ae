import { check } from "@picking-labs/test-kit";
import { allInOrder } from "@picking-labs/test-kit/every-app";
import { writesNothing } from "./writes-nothing.ts";

/** Not set, empty, another case, a blank at the end. */
const NAMES = [undefined, "", "Production", "staging "];

check("unknown-profile", async (t) => {
  const database = await t.database();
  await allInOrder(
    NAMES.map(async (name) =>
      writesNothing(t, { app: await t.app({ database, env: { APP_PROFILE: name } }), database }, name),
    ),
  );
});
