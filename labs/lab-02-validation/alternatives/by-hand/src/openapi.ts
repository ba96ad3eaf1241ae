import { COUNTRIES } from "@picking-labs/domain";
import { STORAGE_TYPES } from "./order/read-order.ts";

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const json = (schema: object) => ({ "application/json": { schema } });

/** Written by hand, in OpenAPI 3.0. */
export function openapiDocument(requireNote: boolean): object {
  return {
    openapi: "3.0.3",
    info: { title: "Picking-position engine", version: "1.0.0" },
    paths: {
      "/orders": {
        post: {
          requestBody: { $ref: "#/components/requestBodies/Order" },
          responses: { "200": { description: "The order as it was understood" } },
        },
      },
    },
    components: {
      requestBodies: { Order: { required: true, content: json(reference("Order")) } },
      schemas: {
        Id: { type: "integer", minimum: 0, exclusiveMinimum: true, maximum: Number.MAX_SAFE_INTEGER },
        Decimal: {
          oneOf: [{ type: "string", pattern: "^(0|[1-9][0-9]{0,8})(\\.[0-9]{1,3})?$" }, { type: "number" }],
        },
        Position: {
          type: "object",
          required: ["sector", "storageType", "available"],
          properties: {
            sector: { type: "string", minLength: 1, maxLength: 40 },
            storageType: { type: "string", enum: STORAGE_TYPES },
            available: reference("Decimal"),
          },
        },
        Product: {
          type: "object",
          required: ["productId", "amount", "positions"],
          properties: {
            productId: reference("Id"),
            amount: reference("Decimal"),
            positions: { type: "array", minItems: 1, maxItems: 2, items: reference("Position") },
          },
        },
        Order: {
          type: "object",
          required: [
            "orderId",
            "warehouseId",
            "prioritizationTime",
            "products",
            ...(requireNote ? ["note"] : []),
          ],
          properties: {
            orderId: reference("Id"),
            warehouseId: reference("Id"),
            prioritizationTime: { type: "string", format: "date-time" },
            country: { type: "string", enum: COUNTRIES },
            note: { type: "string", maxLength: 200 },
            products: { type: "array", minItems: 1, maxItems: 500, items: reference("Product") },
          },
        },
      },
    },
  };
}
