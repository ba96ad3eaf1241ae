import { check } from "@picking-labs/test-kit";
import { writesNothing } from "./writes-nothing.ts";

check("testing-writes-nothing", async (t) => writesNothing(t, await t.database(), "testing"));
