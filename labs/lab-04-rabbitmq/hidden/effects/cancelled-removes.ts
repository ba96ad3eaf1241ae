import { check } from "@picking-labs/test-kit";
import { cancelled } from "../support/events.ts";
import { removed } from "./removed.ts";

check("cancelled-removes", (t) => removed(t, cancelled, "CANCELLED"));
