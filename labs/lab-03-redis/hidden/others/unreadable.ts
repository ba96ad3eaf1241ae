import type { Order } from "@picking-labs/domain";
import { INVALID_ORDERS } from "@picking-labs/test-kit/every-app";

/** Orders that break a rule, but for those of another id or country than they stand for: these are not judged. */
const INVALID = INVALID_ORDERS.filter(([what]) => !/orderId|another country/.test(what));

/** What is wrong with the data of an order, and the text that stands there instead. */
export const UNREADABLE: [string, (order: Order) => string][] = [
  ["cut off in the middle", (order) => JSON.stringify(order).slice(0, 60)],
  ["no JSON", () => "order 17, two boxes"],
  ["an empty text", () => ""],
  ["null", () => "null"],
  ["a list", (order) => JSON.stringify([order])],
  ["without products", ({ products: _, ...order }) => JSON.stringify(order)],
  [
    "with a negative amount",
    (order) => JSON.stringify({ ...order, products: [{ ...order.products[0], amount: "-1" }] }),
  ],
  ["without a time", ({ prioritizationTime: _, ...order }) => JSON.stringify(order)],
  ...INVALID.map(([what, change]): [string, (order: Order) => string] => [
    `an order with ${what}`,
    (order) => JSON.stringify(change({ ...order })),
  ]),
];
