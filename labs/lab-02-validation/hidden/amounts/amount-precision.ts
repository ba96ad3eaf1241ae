import { check } from "@picking-labs/test-kit";
import { refusedAmounts } from "./refused-amounts.ts";

const TOO_FINE = [
  "1.2345",
  "0.0001",
  "1.0000",
  "2.5000",
  "123456789.1239",
  1.2345,
  0.0004,
  0.1 + 0.2,
  1e-7,
  1.00005,
];

check("amount-precision", (t) => refusedAmounts(t, "precision", TOO_FINE));
