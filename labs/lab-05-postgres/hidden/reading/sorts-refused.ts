import { check } from "@picking-labs/test-kit";
import { allInOrder, expectRefusal } from "@picking-labs/test-kit/every-app";
import { readList } from "../support/read-list.ts";

const UNKNOWN = [
  "",
  "decidedat",
  "DecidedAt",
  "AMOUNT",
  "decided_at",
  "product_id",
  "sector",
  "orderId",
  "-amount",
  "-productId",
  "+amount",
  " amount",
  "amount ",
  "--decidedAt",
  "amount desc",
  "amount,productId",
  "1",
  "null",
  "amount; DROP TABLE decision_analysis",
  "amount--",
  "(SELECT 1)",
  "constructor",
  "__proto__",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "length",
  "0",
];

check("sorts-refused", async (t) => {
  const app = await t.sharedApp();
  await readList(t, app, "?sort=amount&limit=1");
  const queries = [
    ...UNKNOWN.map((sort) => `sort=${encodeURIComponent(sort)}`),
    "sort=amount&sort=amount",
    "sort=amount&sort=productId",
  ];
  const answers = await allInOrder(
    queries.map(async (query) => ({
      path: `/decisions?${query}`,
      answer: await app.get(`/decisions?${query}`),
    })),
  );
  for (const { path, answer } of answers) expectRefusal(t, `GET ${path}`, answer, 422);
});
