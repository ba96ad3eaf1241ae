import { check } from "@picking-labs/test-kit";
import { writesNothing } from "./writes-nothing.ts";

check(
  "development-writes-nothing",
  async (t) => writesNothing(t, await t.workplace({ env: { APP_PROFILE: "development" } }), "development"),
  { takesOverFrom: "starts-without-postgres" },
);
