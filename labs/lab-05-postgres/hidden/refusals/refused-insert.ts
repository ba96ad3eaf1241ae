import { check } from "@picking-labs/test-kit";
import { refused } from "./refused.ts";

check("refused-insert", (t) => refused(t, "insert"));
