import { check, type Random } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { ABSENT, withAt } from "../support/at-path.ts";
import { postAll } from "../support/cases.ts";
import { expectPaths } from "../support/issues.ts";
import type { Json, JsonObject } from "../support/json.ts";

type Wrong = Json | typeof ABSENT;

/** Field → what may be wrong with it: nothing that could be taken for right. Which code it has is judged elsewhere. */
const ORDER: Record<string, Wrong[]> = {
  orderId: [ABSENT, {}],
  warehouseId: [ABSENT, {}],
  prioritizationTime: [ABSENT, "yesterday", {}],
  country: ["xx", {}],
  note: [{}, []],
};
const PRODUCT: Record<string, Wrong[]> = {
  productId: [ABSENT, {}],
  amount: [ABSENT, "abc", {}],
};
const POSITION: Record<string, Wrong[]> = {
  sector: [ABSENT, {}],
  storageType: [ABSENT, "ROBOT", {}],
  available: [ABSENT, "abc", {}],
};
const POSITIONS: Wrong[] = [ABSENT, {}];
const ORDERS = 25;
const PRODUCTS = 5;

check("several-issues", async (t) => {
  const app = await t.sharedApp();
  const first = spoil(canonicalOrder(t.random, { products: PRODUCTS }), [
    ["orderId", {}],
    ["products.1.amount", "abc"],
    ["products.3.positions.1.sector", ABSENT],
  ]);
  const drawn = Array.from({ length: ORDERS }, () =>
    spoil(canonicalOrder(t.random, { products: PRODUCTS }), draw(t.random)),
  );
  const all = [first, ...drawn];
  const answers = await postAll(
    app,
    all.map(({ body }) => body),
  );
  for (const [index, { paths }] of all.entries()) {
    const what = `POST /orders with ${paths.length} wrong fields (${paths.join(", ")})`;
    const answer = answers[index];
    if (answer !== undefined) expectPaths(t, what, answer, paths);
  }
});

function spoil(order: JsonObject, wrong: [path: string, wrong: Wrong][]) {
  const body = wrong.reduce((spoilt, [path, value]) => withAt(spoilt, path, value), order);
  return { body, paths: wrong.map(([path]) => path) };
}

/** Between two and a dozen fields, none inside of another. */
function draw(random: Random): [path: string, wrong: Wrong][] {
  const fields = (prefix: string, table: Record<string, Wrong[]>, most: number) =>
    random
      .shuffle(Object.entries(table))
      .slice(0, random.integer(0, most))
      .map(([name, wrongs]): [string, Wrong] => [`${prefix}${name}`, random.pick(wrongs)]);
  const drawn = [
    ...fields("", ORDER, 3),
    ...Array.from({ length: PRODUCTS }, (_, product): [string, Wrong][] => [
      ...fields(`products.${product}.`, PRODUCT, 1),
      ...(random.integer(0, 4) === 0
        ? [[`products.${product}.positions`, random.pick(POSITIONS)] as [string, Wrong]]
        : fields(`products.${product}.positions.${random.integer(0, 1)}.`, POSITION, 2)),
    ]).flat(),
  ];
  return drawn.length >= 2 ? drawn : draw(random);
}
