import { COUNTRIES } from "@picking-labs/domain";
import type { SchemaObject } from "ajv";

const id = { type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER };
const decimal = (kind: "positive" | "stock") => ({ type: ["string", "number"], decimal: kind });
const storageType = { type: "string", enum: ["MANUAL", "AUTOMATED"] };
const note = { type: "string", maxLength: 200 };
const canonical = { type: "string", pattern: "^(0|[1-9][0-9]{0,8})([.][0-9]{0,2}[1-9])?$" };
const aboveZero = { ...canonical, not: { const: "0" } };

const object = (properties: Record<string, object>, optional: string[] = []) => ({
  type: "object",
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
});

const list = (items: object, minItems: number, maxItems: number) => ({
  type: "array",
  minItems,
  maxItems,
  items,
});

/** What comes in and what goes out, as JSON Schema with two keywords of our own: `decimal` and `instant`. */
export function schemas(requireNote: boolean): {
  order: SchemaObject;
  totals: SchemaObject;
  answer: SchemaObject;
} {
  const sector = { type: "string", minLength: 1, maxLength: 40, pattern: "^\\P{Cc}*$" };
  const position = object({ sector, storageType, available: decimal("stock") });
  const product = object({ productId: id, amount: decimal("positive"), positions: list(position, 1, 2) });
  const order = object(
    {
      orderId: id,
      warehouseId: id,
      prioritizationTime: { type: "string", instant: true },
      country: { type: "string", enum: COUNTRIES },
      note,
      products: list(product, 1, 500),
    },
    requireNote ? ["country"] : ["country", "note"],
  );
  const sent = object({ sector, storageType, available: canonical });
  const answer = object(
    {
      orderId: id,
      prioritizationTime: { type: "string", pattern: "[.][0-9]{3}Z$", instant: true },
      note,
      products: list(object({ productId: id, amount: aboveZero, positions: list(sent, 1, 2) }), 1, 500),
    },
    ["note"],
  );
  return { order, totals: object({ orders: list(order, 1, 100) }), answer };
}
