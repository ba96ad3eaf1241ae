import { check } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { ordersDocument } from "./document.ts";
import { verdictsOf } from "./verdicts.ts";

check("openapi-note", async (t) => {
  const [without, withNote] = [canonicalOrder(t.random), canonicalOrder(t.random, { note: "fragile" })];
  const relaxed = await verdictsOf(t, await ordersDocument(t, await t.sharedApp()), [without, withNote]);
  t.verify(relaxed[0], "Without REQUIRE_NOTE the document refuses an order that has no note.");
  t.verify(relaxed[1], "Without REQUIRE_NOTE the document refuses an order that has a note.");
  const strict = await t.app({ env: { REQUIRE_NOTE: "true" } });
  const verdicts = await verdictsOf(t, await ordersDocument(t, strict), [without, withNote]);
  t.verify(verdicts[1], "With REQUIRE_NOTE=true the document refuses an order that has a note.");
  t.verify(!verdicts[0], "With REQUIRE_NOTE=true the document accepts an order that has no note.");
});
