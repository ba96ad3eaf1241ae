import { inThousandths } from "@picking-labs/domain/generators";
import type { CheckContext } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { valueAt, withAt } from "../support/at-path.ts";
import { postAll } from "../support/cases.ts";
import type { JsonObject } from "../support/json.ts";
import { told } from "../support/told.ts";

const AMOUNT = "products.0.amount";
const AVAILABLE = "products.0.positions.1.available";
const MORE = 30;

/**
 * Each sent form of a decimal comes back in its canonical form, as amount and as available.
 * @param available what only a stock may be
 */
export async function echoes(
  t: CheckContext,
  both: [string | number, string][],
  available: [string | number, string][],
): Promise<void> {
  const app = await t.sharedApp();
  const drawn = Array.from({ length: MORE }, (): [string | number, string] => {
    const canonical = inThousandths(t.random.integer(1, 999_999_999));
    return [
      typeof both[0]?.[0] === "number" ? Number(canonical) : padded(canonical, t.random.integer(0, 3)),
      canonical,
    ];
  });
  const cases = [
    ...[...both, ...drawn].map(([sent, canonical]) => ({ path: AMOUNT, sent, canonical })),
    ...[...both, ...available].map(([sent, canonical]) => ({ path: AVAILABLE, sent, canonical })),
  ];
  const answers = await postAll(
    app,
    cases.map(({ path, sent }) => withAt(canonicalOrder(t.random, { products: 1 }), path, sent)),
  );
  for (const [index, { path, sent, canonical }] of cases.entries()) {
    const what = `POST /orders with ${JSON.stringify(sent)} as ${path}`;
    const answer = answers[index];
    if (answer?.status !== 200)
      t.fail(`${what} ${answer && told(answer)}. That is a valid decimal; promised is 200.`);
    const seen = valueAt(answer?.json as JsonObject, path);
    t.verify(
      seen === canonical,
      `${what} came back as ${JSON.stringify(seen)}. Promised is the text ${JSON.stringify(canonical)}.`,
    );
  }
}

/** The same value with zeros at its end, three fraction digits at most. */
function padded(canonical: string, zeros: number): string {
  const [whole = "", fraction = ""] = canonical.split(".");
  const more = `${fraction}${"0".repeat(zeros)}`.slice(0, Math.max(3, fraction.length));
  return more === "" ? whole : `${whole}.${more}`;
}
