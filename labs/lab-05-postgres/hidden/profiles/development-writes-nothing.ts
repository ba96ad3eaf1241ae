import { check } from "@picking-labs/test-kit";
import { writesNothing } from "./writes-nothing.ts";

check("development-writes-nothing", (t) => writesNothing(t, "development"));
