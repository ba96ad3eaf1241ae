import { check } from "@picking-labs/test-kit";
import { echoes } from "./echoes.ts";

const SENT: [number, string][] = [
  [7, "7"],
  [2.5, "2.5"],
  [0.3, "0.3"],
  [0.001, "0.001"],
  [1.1, "1.1"],
  [1e3, "1000"],
  [100, "100"],
  [4.35, "4.35"],
  [1.005, "1.005"],
  [123456789.125, "123456789.125"],
  [999999999.999, "999999999.999"],
];

check("amounts-as-numbers", (t) => echoes(t, SENT, [[0, "0"]]));
