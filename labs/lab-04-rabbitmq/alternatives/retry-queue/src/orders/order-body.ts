import { COUNTRIES, WAREHOUSES } from "@picking-labs/domain";

const id = { type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER };

/** As text or as number; what a number may look like is judged by its text, in `readOrder`. */
const decimal = {
  anyOf: [
    { type: "string", pattern: "^(0|[1-9][0-9]{0,8})(\\.[0-9]{1,3})?$" },
    { type: "number", minimum: 0 },
  ],
};

const position = {
  type: "object",
  required: ["sector", "storageType", "available"],
  properties: {
    sector: { type: "string", pattern: "^\\P{Cc}{1,40}$" },
    storageType: { enum: ["MANUAL", "AUTOMATED"] },
    available: decimal,
  },
};

const product = {
  type: "object",
  required: ["productId", "amount", "positions"],
  properties: {
    productId: id,
    amount: decimal,
    positions: { type: "array", minItems: 1, maxItems: 2, items: position },
  },
};

/** What JSON Schema can say about an order; the rules between fields stand in `readOrder`. */
export const orderBody = {
  type: "object",
  required: ["orderId", "warehouseId", "prioritizationTime", "products"],
  properties: {
    orderId: id,
    warehouseId: { enum: Object.values(WAREHOUSES).flat() },
    prioritizationTime: {
      type: "string",
      pattern:
        "^20\\d\\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,3})?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)$",
    },
    country: { enum: COUNTRIES },
    note: { type: "string", maxLength: 200 },
    products: { type: "array", minItems: 1, maxItems: 500, items: product },
  },
};

/** An order that `orderBody` has let through. */
export type OrderBody = {
  orderId: number;
  warehouseId: number;
  prioritizationTime: string;
  country?: string;
  note?: string;
  products: {
    productId: number;
    amount: string | number;
    positions: { sector: string; storageType: "MANUAL" | "AUTOMATED"; available: string | number }[];
  }[];
};
