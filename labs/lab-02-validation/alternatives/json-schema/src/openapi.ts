import type { SchemaObject } from "ajv";

const DECIMAL = "^(0|[1-9][0-9]{0,8})([.][0-9]{1,3})?$";

/** The schemas as others may read them: our own keywords become what JSON Schema has for them. */
function published(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(published);
  if (typeof schema !== "object" || schema === null) return schema;
  if ("decimal" in schema) return { anyOf: [{ type: "string", pattern: DECIMAL }, { type: "number" }] };
  if ("instant" in schema) return { type: "string", format: "date-time" };
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, published(value)]));
}

export function openapiDocument(order: SchemaObject, answer: SchemaObject): object {
  const content = (name: string) => ({
    "application/json": { schema: { $ref: `#/components/schemas/${name}` } },
  });
  return {
    openapi: "3.1.0",
    info: { title: "Picking-position engine", version: "1.0.0" },
    paths: {
      "/orders": {
        post: {
          requestBody: { required: true, content: content("Order") },
          responses: { "200": { description: "The order as it was understood", content: content("Answer") } },
        },
      },
    },
    components: { schemas: { Order: published(order), Answer: published(answer) } },
  };
}
