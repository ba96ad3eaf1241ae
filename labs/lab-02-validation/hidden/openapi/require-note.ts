import { check, type RunningApp } from "@picking-labs/test-kit";
import { answerTo, canonicalOrder } from "../support/an-order.ts";
import { expectPaths } from "../support/issues.ts";
import { promisedPart } from "../support/promised-part.ts";
import { told } from "../support/told.ts";

check("require-note", async (t) => {
  const started = (value: string) => t.app({ env: { REQUIRE_NOTE: value } });
  const [strict, relaxed] = await Promise.all([started("true"), started("false")]);
  const taken = async (app: RunningApp, what: string, order: ReturnType<typeof canonicalOrder>) => {
    const answer = await app.post("/orders", order);
    t.verify(answer.status === 200, () => `${what} ${told(answer)}. Promised is 200.`);
    t.equal(promisedPart(answer.json), answerTo(order), `The answer of ${what}`);
  };
  const missing = await strict.post("/orders", canonicalOrder(t.random));
  expectPaths(t, "With REQUIRE_NOTE=true, POST /orders without a note", missing, ["note"]);
  const none = await strict.post("/orders", { ...canonicalOrder(t.random), note: null });
  expectPaths(t, "With REQUIRE_NOTE=true, POST /orders with null as note", none, ["note"]);
  await taken(
    strict,
    "With REQUIRE_NOTE=true, POST /orders with an empty note",
    canonicalOrder(t.random, { products: 1, note: "" }),
  );
  await taken(
    relaxed,
    "With REQUIRE_NOTE=false, POST /orders without a note",
    canonicalOrder(t.random, { products: 1 }),
  );
});
