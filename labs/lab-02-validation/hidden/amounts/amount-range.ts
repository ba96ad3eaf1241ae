import { check } from "@picking-labs/test-kit";
import { refusedAmounts } from "./refused-amounts.ts";

const OUTSIDE = [
  "1000000000",
  "1234567890.5",
  "99999999999999999999",
  1_000_000_000,
  1e12,
  1e21,
  "-1",
  "-0.5",
  -1,
  -2.25,
];
const NOTHING = ["0", "0.0", "0.000", 0];

check("amount-range", (t) => refusedAmounts(t, "range", OUTSIDE, NOTHING));
