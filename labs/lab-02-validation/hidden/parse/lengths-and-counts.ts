import type { Order } from "@picking-labs/domain";
import { check } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { type Case, expectCases } from "../support/cases.ts";
import type { Code } from "../support/issues.ts";
import type { Json } from "../support/json.ts";

const SECTOR = "products.0.positions.0.sector";

check("lengths-and-counts", async (t) => {
  const app = await t.sharedApp();
  const { products } = canonicalOrder(t.random, { products: 501, positions: 1 });
  const [one] = canonicalOrder(t.random, { products: 1, positions: 1 }).products[0]?.positions ?? [];
  const third = [one, { ...one, storageType: "AUTOMATED" }, one] as unknown as Json;
  const refused = (path: string, value: Json, code: Code, what?: string): Case => ({
    path,
    value,
    issues: [[path, code]],
    ...(what === undefined ? {} : { what }),
  });
  const taken = (path: string, value: Json): Case => ({ path, value, issues: [] });
  const cases = [
    taken("note", "n".repeat(200)),
    refused("note", "n".repeat(201), "length", "a note of 201 characters"),
    taken(SECTOR, "s"),
    taken(SECTOR, "s".repeat(40)),
    refused(SECTOR, "", "length"),
    refused(SECTOR, "s".repeat(41), "length", `a sector of 41 characters as ${SECTOR}`),
    refused(SECTOR, "A\n1", "format"),
    refused(SECTOR, "A\u007f1", "format", `a delete character in ${SECTOR}`),
    refused(SECTOR, "\u0000", "format", `a NUL character as ${SECTOR}`),
    refused("products", [], "count"),
    refused("products", products as unknown as Json, "count", "501 products"),
    refused("products.0.positions", [], "count"),
    refused("products.0.positions", third, "count", "three positions as products.0.positions"),
  ];
  await expectCases(t, app, () => canonicalOrder(t.random) as Order & Record<string, Json>, cases);
});
