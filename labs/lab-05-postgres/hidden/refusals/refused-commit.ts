import { check } from "@picking-labs/test-kit";
import { refused } from "./refused.ts";

check("refused-commit", (t) => refused(t, "commit"), { takesOverFrom: "refused-insert" });
