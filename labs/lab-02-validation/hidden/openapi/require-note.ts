import { check, type RunningApp } from "@picking-labs/test-kit";
import { allInOrder } from "@picking-labs/test-kit/every-app";
import { answerTo, canonicalOrder } from "../support/an-order.ts";
import { expectPaths } from "../support/issues.ts";
import { promisedPart } from "../support/promised-part.ts";
import { told } from "../support/told.ts";

/** Values that leave the note optional. */
const OTHERS = ["false", "TRUE", "on"];

check("require-note", async (t) => {
  const started = (value: string) => t.app({ env: { REQUIRE_NOTE: value } });
  const [strict, ...relaxed] = await allInOrder([started("true"), ...OTHERS.map(started)]);
  const taken = async (app: RunningApp, what: string, order: ReturnType<typeof canonicalOrder>) => {
    const answer = await app.post("/orders", order);
    t.verify(answer.status === 200, () => `${what} ${told(answer)}. Promised is 200.`);
    t.equal(promisedPart(answer.json), answerTo(order), `The answer of ${what}`);
  };
  const missing = await strict.post("/orders", canonicalOrder(t.random));
  expectPaths(t, "POST /orders without a note, under REQUIRE_NOTE=true,", missing, ["note"]);
  const none = await strict.post("/orders", { ...canonicalOrder(t.random), note: null });
  expectPaths(t, "POST /orders with null as note, under REQUIRE_NOTE=true,", none, ["note"]);
  const empty = canonicalOrder(t.random, { products: 1, note: "" });
  await taken(strict, "POST /orders with an empty note, under REQUIRE_NOTE=true,", empty);
  for (const [index, app] of relaxed.entries()) {
    const what = `POST /orders without a note, under REQUIRE_NOTE=${OTHERS[index]},`;
    await taken(app, what, canonicalOrder(t.random, { products: 1 }));
  }
});
