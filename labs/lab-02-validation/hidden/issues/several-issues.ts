import { type CheckContext, check } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { ABSENT, withAt } from "../support/at-path.ts";
import { postAll } from "../support/cases.ts";
import { type Code, expectIssues } from "../support/issues.ts";
import type { Json, JsonObject } from "../support/json.ts";

type Wrong = [value: Json | typeof ABSENT, code: Code];

/** Field → what may be wrong with it. */
const ORDER: Record<string, Wrong[]> = {
  orderId: [
    [ABSENT, "required"],
    ["5", "type"],
    [0, "range"],
  ],
  warehouseId: [
    [ABSENT, "required"],
    [null, "type"],
    [1.5, "type"],
  ],
  prioritizationTime: [
    [ABSENT, "required"],
    ["yesterday", "format"],
    [5, "type"],
  ],
  country: [
    [null, "type"],
    ["xx", "enum"],
  ],
  note: [
    [null, "type"],
    ["n".repeat(201), "length"],
  ],
};
const PRODUCT: Record<string, Wrong[]> = {
  productId: [
    [ABSENT, "required"],
    ["7", "type"],
    [-4, "range"],
  ],
  amount: [
    [ABSENT, "required"],
    ["1.2345", "precision"],
    ["abc", "format"],
    ["0", "range"],
    [true, "type"],
  ],
};
const POSITION: Record<string, Wrong[]> = {
  sector: [
    [ABSENT, "required"],
    ["", "length"],
    ["a\tb", "format"],
    [9, "type"],
  ],
  storageType: [
    [ABSENT, "required"],
    ["manual", "enum"],
    [1, "type"],
  ],
  available: [
    ["0.00001", "precision"],
    [-1, "range"],
    [null, "type"],
  ],
};
const ORDERS = 25;
const PRODUCTS = 5;

check("several-issues", async (t) => {
  const app = await t.sharedApp();
  const first = spoil(canonicalOrder(t.random, { products: PRODUCTS }), [
    ["orderId", ["5", "type"]],
    ["products.1.amount", ["abc", "format"]],
    ["products.3.positions.1.sector", ["", "length"]],
  ]);
  const drawn = Array.from({ length: ORDERS }, () =>
    spoil(canonicalOrder(t.random, { products: PRODUCTS }), draw(t)),
  );
  const all = [first, ...drawn];
  const answers = await postAll(
    app,
    all.map(({ body }) => body),
  );
  for (const [index, { wrong }] of all.entries()) {
    const promised = wrong.map(([path, [, code]]) => [path, code] as const);
    const what = `POST /orders with ${promised.length} invalid fields (${promised.map(([path]) => path).join(", ")})`;
    const answer = answers[index];
    if (answer !== undefined) expectIssues(t, what, answer, promised);
  }
});

function spoil(order: JsonObject, wrong: [path: string, wrong: Wrong][]) {
  const body = wrong.reduce((spoilt, [path, [value]]) => withAt(spoilt, path, value), order);
  return { body, wrong };
}

/** Between two and a dozen fields, none inside of another. */
function draw({ random }: CheckContext): [path: string, wrong: Wrong][] {
  const fields = (prefix: string, table: Record<string, Wrong[]>, most: number) =>
    random
      .shuffle(Object.entries(table))
      .slice(0, random.integer(0, most))
      .map(([name, wrongs]): [string, Wrong] => [`${prefix}${name}`, random.pick(wrongs)]);
  const drawn = [
    ...fields("", ORDER, 3),
    ...Array.from({ length: PRODUCTS }, (_, product) => [
      ...fields(`products.${product}.`, PRODUCT, 1),
      ...(random.integer(0, 4) === 0
        ? [
            [
              `products.${product}.positions`,
              random.pick<Wrong>([
                [[], "count"],
                [ABSENT, "required"],
                [{}, "type"],
              ]),
            ] as [string, Wrong],
          ]
        : fields(`products.${product}.positions.${random.integer(0, 1)}.`, POSITION, 2)),
    ]).flat(),
  ];
  return drawn.length >= 2 ? drawn : draw({ random } as CheckContext);
}
