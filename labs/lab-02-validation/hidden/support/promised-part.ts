import type { Order } from "@picking-labs/domain";

/**
 * The promised fields of an answer, without what it has on top and with order_id read as orderId: only the check of
 * the keys themselves insists on them.
 */
export function promisedPart(answer: unknown): unknown {
  const { orderId, prioritizationTime, note, products } = (camelled(answer) ?? {}) as Order;
  const list = Array.isArray(products) ? products : undefined;
  return pruned({
    orderId,
    prioritizationTime,
    note,
    products:
      list?.map(({ productId, amount, positions }) => ({
        productId,
        amount: text(amount),
        positions: Array.isArray(positions)
          ? positions.map(({ sector, storageType, available }) => ({
              sector,
              storageType,
              available: text(available),
            }))
          : positions,
      })) ?? products,
  });
}

/** A decimal that left as a number is judged by the checks of amounts. */
const text = (decimal: unknown) => (typeof decimal === "number" ? String(decimal) : decimal);

/** Keys in snake_case as those in camelCase that they stand for. */
function camelled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelled);
  if (typeof value !== "object" || value === null) return value;
  const camel = (key: string) => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [camel(key), camelled(inner)]));
}

/** Without the keys that are not there. */
const pruned = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
