import { check } from "@picking-labs/test-kit";
import { refusedAmounts } from "./refused-amounts.ts";

const NO_DECIMALS = [
  "",
  "abc",
  "1e3",
  "01",
  "00.5",
  "1.",
  ".5",
  " 1",
  "1 ",
  "1,5",
  "+1",
  "0x10",
  "1_000",
  "NaN",
  "Infinity",
  "١",
  "1\n",
];

check("amount-format", (t) => refusedAmounts(t, "format", NO_DECIMALS));
