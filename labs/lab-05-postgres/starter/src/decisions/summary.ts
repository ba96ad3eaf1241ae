import type { DecisionRow } from "./decision-repository.ts";

/** One entry for each storage type. */
export function summarize(rows: DecisionRow[]) {
  const summary = new Map<
    string,
    { storageType: string; decisions: number; products: number; amount: number }
  >();
  for (const { storage_type: storageType, amount } of rows) {
    const entry = summary.get(storageType) ?? { storageType, decisions: 0, products: 0, amount: 0 };
    entry.decisions += 1;
    entry.products += 1;
    entry.amount += Number(amount);
    summary.set(storageType, entry);
  }
  return [...summary.values()];
}
