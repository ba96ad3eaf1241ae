import { check } from "@picking-labs/test-kit";
import { writesNothing } from "./writes-nothing.ts";

check("testing-writes-nothing", async (t) =>
  writesNothing(t, await t.workplace({ env: { APP_PROFILE: "testing" } }), "testing"),
);
