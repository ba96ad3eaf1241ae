import { check } from "@picking-labs/test-kit";
import { picked } from "../support/events.ts";
import { removed } from "./removed.ts";

check("picked-removes", (t) => removed(t, picked, "PICKED"));
