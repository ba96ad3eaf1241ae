import { COUNTRIES, WAREHOUSES } from "@picking-labs/domain";
import { check } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { postAll } from "../support/cases.ts";
import { expectIssues } from "../support/issues.ts";
import { told } from "../support/told.ts";

/** Neighbours of a warehouse that exists, and what only a float takes for one. */
const UNKNOWN = [1, 8798, 8800, 87_990, 999_999];

check("warehouses", async (t) => {
  const app = await t.sharedApp();
  const newOrder = (warehouseId: number, country?: string) => {
    const { country: _, ...order } = canonicalOrder(t.random);
    return { ...order, warehouseId, ...(country === undefined ? {} : { country }) };
  };
  const own = COUNTRIES.flatMap((country) =>
    WAREHOUSES[country].map((id) => ({ id: id as number, country })),
  );
  const valid = own.flatMap(({ id, country }) => [newOrder(id, country), newOrder(id)]);
  for (const [index, answer] of (await postAll(app, valid)).entries()) {
    const { warehouseId, country } = valid[index] as { warehouseId: number; country?: string };
    const what = `POST /orders of warehouse ${warehouseId} ${country === undefined ? "without a country" : `in ${country}`}`;
    t.verify(answer.status === 200, () => `${what} ${told(answer)}. That is a valid order; promised is 200.`);
  }

  const strange = UNKNOWN.map((id) => newOrder(id));
  for (const [index, answer] of (await postAll(app, strange)).entries())
    expectIssues(
      t,
      `POST /orders of warehouse ${strange[index]?.warehouseId}, which does not exist,`,
      answer,
      [["warehouseId", "enum"]],
    );

  const others = own.map(({ id, country }) =>
    newOrder(id, t.random.pick(COUNTRIES.filter((other) => other !== country))),
  );
  for (const [index, answer] of (await postAll(app, others)).entries())
    expectIssues(
      t,
      `POST /orders of warehouse ${others[index]?.warehouseId} in ${others[index]?.country}`,
      answer,
      [["country", "mismatch"]],
    );
});
