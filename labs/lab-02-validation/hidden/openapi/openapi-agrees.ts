import { check } from "@picking-labs/test-kit";
import { postAll } from "../support/cases.ts";
import { ordersDocument } from "./document.ts";
import { type Sample, samplesFor } from "./samples.ts";
import { verdictsOf } from "./verdicts.ts";

/** An app that is wrong in one place loses that place's points, not these as well; one that takes everything has nothing to agree with. */
const RIGHT_AT_LEAST = 0.75;

check("openapi-agrees", async (t) => {
  const app = await t.sharedApp();
  const samples = samplesFor(t.random);
  const bodies = samples.map(({ body }) => body);
  const found = await ordersDocument(t, app);
  const [verdicts, answers] = [await verdictsOf(t, found, bodies), await postAll(app, bodies)];
  const accepts = answers.map(({ status }) => status === 200);

  // No warehouse has an id that is out of range: whether the app looks at the range is seen at its other ids.
  const accepted = (id: Sample["changed"]) =>
    accepts[samples.findIndex(({ changed }) => changed?.path === "orderId" && changed.text === id?.text)];
  for (const [index, { what, changed }] of samples.entries()) {
    const [document, own] = [verdicts[index], accepts[index]];
    if (changed?.path === "warehouseId" && accepted(changed)) continue;
    t.verify(
      document === own,
      `The document ${document ? "accepts" : "refuses"} ${what}; the app ${own ? "accepts" : "refuses"} it.`,
    );
  }
  for (const valid of [true, false]) {
    const kind = samples.flatMap((sample, index) => (sample.valid === valid ? [accepts[index]] : []));
    const right = kind.filter((accepted) => accepted === valid).length;
    t.verify(
      right >= kind.length * RIGHT_AT_LEAST,
      `Of ${kind.length} ${valid ? "valid" : "invalid"} orders the app ${valid ? "accepts" : "refuses"} ${right}: there is little that a document could agree with.`,
    );
  }
});
