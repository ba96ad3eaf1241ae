import type { Order } from "@picking-labs/domain";

type Change = (order: Order & Record<string, unknown>) => unknown;

/** What an order has → the order with it. They are answered 200. */
export const VALID_ORDERS: [string, Change][] = [
  ["no country", ({ country: _, ...order }) => order],
  ["an empty note", (order) => ({ ...order, note: "" })],
  ["a note of 200 characters", (order) => ({ ...order, note: "n".repeat(200) })],
  ["keys that nobody knows", (order) => ({ ...order, colour: "blue" })],
  ["a time with an offset", (order) => ({ ...order, prioritizationTime: "2026-03-29T03:30:00.5+02:00" })],
  ["an amount as a number", (order) => withProduct(order, { amount: 2.5 })],
  ["a sector of 40 characters", (order) => withPosition(order, { sector: "s".repeat(40) })],
  ["nothing available", (order) => withPosition(order, { available: "0" })],
];

/** What is wrong with an order → the order with it. They are answered 422. */
export const INVALID_ORDERS: [string, Change][] = [
  ["no orderId", ({ orderId: _, ...order }) => order],
  ["an orderId as text", (order) => ({ ...order, orderId: "12" })],
  ["orderId 0", (order) => ({ ...order, orderId: 0 })],
  ["orderId 1.5", (order) => ({ ...order, orderId: 1.5 })],
  ["an orderId above 2^53 - 1", (order) => ({ ...order, orderId: 2 ** 53 })],
  ["a warehouse that does not exist", (order) => ({ ...order, warehouseId: 1 })],
  ["another country than its warehouse's", (order) => ({ ...order, warehouseId: 8799, country: "at" })],
  ["country CZ", (order) => ({ ...order, warehouseId: 8799, country: "CZ" })],
  ["country null", (order) => ({ ...order, country: null })],
  ["note null", (order) => ({ ...order, note: null })],
  ["a note of 201 characters", (order) => ({ ...order, note: "n".repeat(201) })],
  ["a time without an offset", (order) => ({ ...order, prioritizationTime: "2026-03-29T01:30:00" })],
  ["30 February", (order) => ({ ...order, prioritizationTime: "2026-02-30T01:30:00Z" })],
  ["a time in 1999", (order) => ({ ...order, prioritizationTime: "1999-12-31T23:59:59Z" })],
  ["no products", (order) => ({ ...order, products: [] })],
  [
    "a product that stands there twice",
    (order) => ({ ...order, products: [order.products[0], order.products[0]] }),
  ],
  ["a product without positions", (order) => withProduct(order, { positions: [] })],
  ["two positions of one storage type", (order) => withBothPositions(order, "MANUAL")],
  ["storage type manual", (order) => withPosition(order, { storageType: "manual" })],
  ["an empty sector", (order) => withPosition(order, { sector: "" })],
  ["a sector of 41 characters", (order) => withPosition(order, { sector: "s".repeat(41) })],
  ["a line break in a sector", (order) => withPosition(order, { sector: "A\n1" })],
  ["amount 0", (order) => withProduct(order, { amount: "0" })],
  ["amount 1e3", (order) => withProduct(order, { amount: "1e3" })],
  ["amount 01", (order) => withProduct(order, { amount: "01" })],
  ["four digits after the point", (order) => withProduct(order, { amount: "1.2345" })],
  ["ten digits before the point", (order) => withProduct(order, { amount: "1234567890" })],
  ["a negative available", (order) => withPosition(order, { available: "-1" })],
];

function withProduct(order: Order, change: object): unknown {
  return { ...order, products: [{ ...order.products[0], ...change }, ...order.products.slice(1)] };
}

function withPosition(order: Order, change: object): unknown {
  const [first, ...others] = order.products[0]?.positions ?? [];
  return withProduct(order, { positions: [{ ...first, ...change }, ...others] });
}

function withBothPositions(order: Order, storageType: string): unknown {
  const [first] = order.products[0]?.positions ?? [];
  return withProduct(order, {
    positions: [
      { ...first, storageType },
      { ...first, storageType },
    ],
  });
}
