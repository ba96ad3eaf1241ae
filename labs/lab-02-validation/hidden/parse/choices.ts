import { check } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { type Case, expectCases } from "../support/cases.ts";

const STORAGE = "products.0.positions.0.storageType";

check("choices", async (t) => {
  const app = await t.sharedApp();
  const refused =
    (path: string) =>
    (value: string): Case => ({ path, value, issues: [[path, "enum"]] });
  const cases = [
    ...["manual", "Automated", "AUTOMATED ", "", "ROBOT", "toString"].map(refused(STORAGE)),
    ...["CZ", "Cz", "sk", "", " cz", "constructor"].map(refused("country")),
  ];
  // Alone, so that no second position can be of the same kind.
  await expectCases(
    t,
    app,
    () => canonicalOrder(t.random, { products: 1, positions: 1, country: "cz" }),
    cases,
  );
});
