import { check } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { withAt } from "../support/at-path.ts";
import { postAll } from "../support/cases.ts";
import { expectIssues, type Promised } from "../support/issues.ts";
import type { Json, JsonObject } from "../support/json.ts";

type Change = [path: string, value: Json];
type Row = [what: string, changes: Change[], issues: Promised[]];

const FIRST = "products.0.positions.0.storageType";
const SECOND = "products.0.positions.1.storageType";

const ROWS: Row[] = [
  [
    "warehouse 8799 and the country xx",
    [
      ["warehouseId", 8799],
      ["country", "xx"],
    ],
    [["country", "enum"]],
  ],
  [
    "a warehouse {} and the country at",
    [
      ["warehouseId", {}],
      ["country", "at"],
    ],
    [["warehouseId", "type"]],
  ],
  [
    "a warehouse that does not exist and the country at",
    [
      ["warehouseId", 1],
      ["country", "at"],
    ],
    [["warehouseId", "enum"]],
  ],
  [
    'the product id "seven" twice',
    [
      ["products.0.productId", "seven"],
      ["products.1.productId", "seven"],
    ],
    [
      ["products.0.productId", "type"],
      ["products.1.productId", "type"],
    ],
  ],
  [
    "the storage type ROBOT twice",
    [
      [FIRST, "ROBOT"],
      [SECOND, "ROBOT"],
    ],
    [
      [FIRST, "enum"],
      [SECOND, "enum"],
    ],
  ],
  [
    "the storage types MANUAL and ROBOT",
    [
      [FIRST, "MANUAL"],
      [SECOND, "ROBOT"],
    ],
    [[SECOND, "enum"]],
  ],
  // The fields that each rule reads are valid here; others are not.
  [
    "a note that is a number, and warehouse 8799 in at",
    [
      ["note", 5],
      ["warehouseId", 8799],
      ["country", "at"],
    ],
    [
      ["note", "type"],
      ["country", "mismatch"],
    ],
  ],
  [
    "product 7 twice, with an amount that is no decimal",
    [
      ["products.0.productId", 7],
      ["products.0.amount", "abc"],
      ["products.1.productId", 7],
    ],
    [
      ["products.0.amount", "format"],
      ["products.1.productId", "duplicate"],
    ],
  ],
  [
    "product 7 three times",
    [
      ["products.0.productId", 7],
      ["products.1.productId", 7],
      ["products.2.productId", 7],
    ],
    [
      ["products.1.productId", "duplicate"],
      ["products.2.productId", "duplicate"],
    ],
  ],
  [
    "two MANUAL positions, one with a number as sector",
    [
      [FIRST, "MANUAL"],
      [SECOND, "MANUAL"],
      ["products.0.positions.0.sector", 5],
    ],
    [
      ["products.0.positions.0.sector", "type"],
      [SECOND, "duplicate"],
    ],
  ],
  [
    "an orderId that is a text and a warehouse that does not exist",
    [
      ["orderId", "five"],
      ["warehouseId", 1],
    ],
    [
      ["orderId", "type"],
      ["warehouseId", "enum"],
    ],
  ],
  [
    "product 7 at places 0 and 2, and an id that is a text between them",
    [
      ["products.0.productId", 7],
      ["products.1.productId", "seven"],
      ["products.2.productId", 7],
    ],
    [
      ["products.1.productId", "type"],
      ["products.2.productId", "duplicate"],
    ],
  ],
];

/** A fraction as orderId, and both rules of an order broken. */
const FRACTION: Row = [
  "1.5 as orderId, warehouse 8799 in at, and product 7 twice",
  [
    ["orderId", 1.5],
    ["warehouseId", 8799],
    ["country", "at"],
    ["products.0.productId", 7],
    ["products.1.productId", 7],
  ],
  [
    ["orderId", "type"],
    ["country", "mismatch"],
    ["products.1.productId", "duplicate"],
  ],
];

/** The third position of a product, and both rules of an order broken. */
const THIRD = (position: Json): Row => [
  "three positions of product 7, warehouse 8799 in at, and product 7 again",
  [
    ["products.0.positions.2", position],
    ["warehouseId", 8799],
    ["country", "at"],
    ["products.0.productId", 7],
    ["products.1.productId", 7],
  ],
  [
    ["products.0.positions", "count"],
    ["country", "mismatch"],
    ["products.1.productId", "duplicate"],
  ],
];

check("rules-wait", async (t) => {
  const app = await t.sharedApp();
  // Where a fraction is taken for an id, that is judged by the check of ids.
  const fraction = await app.post("/orders", withAt(canonicalOrder(t.random), "orderId", 1.5));
  const position = { sector: "A-1", storageType: "MANUAL", available: "5" };
  // So is where a third position is taken, by the check of counts.
  const third = await app.post(
    "/orders",
    withAt(canonicalOrder(t.random), "products.0.positions.2", position),
  );
  const rows = [
    ...ROWS,
    ...(fraction.status === 422 ? [FRACTION] : []),
    ...(third.status === 422 ? [THIRD(position)] : []),
  ];
  const bodies = rows.map(([, changes]) => {
    const order = canonicalOrder(t.random, { products: 3 });
    return changes.reduce<JsonObject>((body, [path, value]) => withAt(body, path, value), order);
  });
  const answers = await postAll(app, bodies);
  for (const [index, [what, , issues]] of rows.entries()) {
    const answer = answers[index];
    if (answer !== undefined) expectIssues(t, `POST /orders with ${what}`, answer, issues, "rules");
  }
});
