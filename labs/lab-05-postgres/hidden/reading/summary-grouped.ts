import { check } from "@picking-labs/test-kit";
import { told } from "@picking-labs/test-kit/every-app";
import { insertRows, seeded } from "../support/insert-rows.ts";

check(
  "summary-grouped",
  async (t) => {
    const { app, database, proxy } = await t.workplace();
    await insertRows(database, [
      seeded(t.random),
      seeded(t.random, { storageType: "AUTOMATED" }),
      seeded(t.random, { storageType: "AUTOMATED" }),
    ]);
    for (const path of ["/decisions/summary", "/decisions/summary?warehouseId=8799"]) {
      proxy.reset();
      const answer = await app.get(path);
      t.verify(answer.status === 200, () => `GET ${path} ${told(answer)}. Promised is 200.`);
      const run = proxy
        .messages()
        .filter(({ type }) => type === "query" || type === "execute")
        .flatMap(({ text, statement = text }) =>
          /\bdecision_analysis\b/i.test(statement ?? "") ? [statement] : [],
        );
      t.verify(
        run.length > 0,
        `GET ${path} was answered 200, and Postgres was not asked about decision_analysis.`,
      );
      t.verify(
        run.length === 1,
        `GET ${path} asked Postgres ${run.length} times about decision_analysis, promised is once.`,
      );
      t.verify(
        /\bgroup\s+by\b/i.test(run[0] ?? ""),
        `GET ${path} asked Postgres for rows, not for a summary: its statement has no GROUP BY.`,
      );
    }
  },
  { takesOverFrom: "writing-profiles" },
);
