import type { Product, StorageType } from "@picking-labs/domain";
import type { Random } from "@picking-labs/test-kit";

/** Amount, then what the manual and the automated position hold; `undefined` where there is no such position. */
const CASES: [amount: string, manual: string | undefined, automated: string | undefined][] = [
  ["2.5", "9", "9"],
  ["2.5", "2.5", "2.499"],
  ["10", "9", "9.5"],
  ["10", "9.5", "9"],
  ["10", "9.5", "9.5"],
  ["10", "9", "10"],
  ["0.3", "0", "0.3"],
  ["5", "0", undefined],
  ["5", undefined, "0"],
];

/** One product for each way through the rule, in any order. */
export function ruleCases(random: Random): Product[] {
  const position = (storageType: StorageType, available: string | undefined) =>
    available === undefined
      ? []
      : [{ sector: `${storageType}-${random.integer(1, 99)}`, storageType, available }];
  return random.shuffle(CASES).map(([amount, manual, automated]) => ({
    productId: random.id(),
    amount,
    positions: random.shuffle([...position("MANUAL", manual), ...position("AUTOMATED", automated)]),
  }));
}
