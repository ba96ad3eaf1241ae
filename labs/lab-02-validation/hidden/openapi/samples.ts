import type { Random } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { ABSENT, withAt } from "../support/at-path.ts";
import { sent } from "../support/cases.ts";
import type { Json, JsonObject } from "../support/json.ts";

export type Sample = {
  what: string;
  body: JsonObject;
  valid: boolean;
  /** The path of the one value that was changed, and how it is written. */
  changed?: { path: string; text: string };
};

const AMOUNT = "products.1.amount";
const AVAILABLE = "products.0.positions.1.available";
const STORAGE = "products.0.positions.0.storageType";
const SECTOR = "products.0.positions.0.sector";

const VALID: [path: string, value: Json | typeof ABSENT][] = [
  ["country", ABSENT],
  ["note", ""],
  ["note", "n".repeat(200)],
  ["orderId", Number.MAX_SAFE_INTEGER],
  [AMOUNT, "0.001"],
  [AMOUNT, "999999999.999"],
  [AMOUNT, 2.5],
  [AVAILABLE, "0"],
  [AVAILABLE, 7],
  [SECTOR, "s".repeat(40)],
];
const INVALID: [path: string, value: Json | typeof ABSENT][] = [
  ...["orderId", "warehouseId", "prioritizationTime", "products", "products.1.productId", AMOUNT].map(
    (path): [string, typeof ABSENT] => [path, ABSENT],
  ),
  ["products.0.positions", ABSENT],
  [SECTOR, ABSENT],
  [STORAGE, ABSENT],
  [AVAILABLE, ABSENT],
  ["orderId", "five"],
  ["orderId", 1.5],
  ["orderId", null],
  ["note", null],
  ["note", 5],
  ["products", {}],
  ["products.0", null],
  ["products.0.positions", "MANUAL"],
  [AMOUNT, true],
  [AMOUNT, null],
  [SECTOR, 4],
  [STORAGE, "ROBOT"],
  ["country", "xx"],
  ["products", []],
  ["products.0.positions", []],
  ["note", "n".repeat(201)],
  [SECTOR, ""],
  [SECTOR, "s".repeat(41)],
  ["orderId", 0],
  ["products.1.productId", 0],
  ["products.1.productId", 2 ** 53],
  ["products.1.productId", 1.5],
  ["orderId", 2 ** 53],
  ["warehouseId", 2 ** 53],
  [AMOUNT, "abc"],
  [AMOUNT, "1.2345"],
  [AVAILABLE, "1234567890"],
  [AVAILABLE, ""],
  ["warehouseId", "eight"],
  ["products.1.productId", "eight"],
  ["products.0.positions.0", null],
  [AMOUNT, "xyz"],
  [AMOUNT, "12.34567"],
  [AVAILABLE, "xyz"],
  [AVAILABLE, "1.2345"],
  [AVAILABLE, true],
  [STORAGE, "SHELF"],
  ["country", "yy"],
];

/** Orders of the kinds that the brief lists for the document. */
export function samplesFor(random: Random): Sample[] {
  const sample =
    (valid: boolean) =>
    ([path, value]: [string, Json | typeof ABSENT]): Sample => ({
      what: sent({ path, value }).replace("POST /orders", "an order"),
      body: withAt(canonicalOrder(random), path, value),
      valid,
      changed: { path, text: String(value) },
    });
  const products = canonicalOrder(random, { products: 501, positions: 1 }).products;
  const plain = canonicalOrder(random);
  const [position] = plain.products[0]?.positions ?? [];
  return [
    { what: "a whole order", body: plain, valid: true },
    ...VALID.map(sample(true)),
    ...INVALID.map(sample(false)),
    {
      what: "an order with 501 products",
      body: { ...plain, products } as unknown as JsonObject,
      valid: false,
    },
    {
      what: "an order with three positions of a product",
      body: withAt(plain, "products.0.positions", [position, position, position] as unknown as Json),
      valid: false,
    },
  ];
}
