import { countryOf } from "@picking-labs/domain";
import type { z } from "zod";
import { country, id, storageType } from "./fields.ts";
import type { Code } from "./issue.ts";

/**
 * Rules that read several fields. They run whatever else is wrong, so they meet values of any kind, and are silent
 * where a field that they read is invalid: that one has an issue of its own.
 */
type Rule = (value: unknown, context: Pick<z.RefinementCtx, "addIssue">) => void;

export const orderRules: Rule = (value, context) => {
  const order = fieldsOf(value);
  const tell = (path: PropertyKey[], code: Code) => context.addIssue({ code: "custom", path, message: code });

  const warehouseId = id.safeParse(order.warehouseId);
  const home = warehouseId.success ? countryOf(warehouseId.data) : undefined;
  if (warehouseId.success && home === undefined) tell(["warehouseId"], "enum");
  const named = country.safeParse(order.country);
  if (named.success && home !== undefined && named.data !== home) tell(["country"], "mismatch");

  const seen = new Set<number>();
  for (const [index, product] of listOf(order.products).entries()) {
    const productId = id.safeParse(fieldsOf(product).productId);
    if (!productId.success) continue;
    if (seen.has(productId.data)) tell(["products", index, "productId"], "duplicate");
    seen.add(productId.data);
  }
};

export const positionRules: Rule = (value, context) => {
  const positions = listOf(value);
  const types = positions.map((position) => storageType.safeParse(fieldsOf(position).storageType));
  const [first, second] = types;
  if (positions.length !== 2 || !first?.success || !second?.success || first.data !== second.data) return;
  context.addIssue({ code: "custom", path: [1, "storageType"], message: "duplicate" satisfies Code });
};

const fieldsOf = (value: unknown) =>
  (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
