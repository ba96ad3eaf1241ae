import { check } from "@picking-labs/test-kit";
import { answerTo, canonicalOrder } from "../support/an-order.ts";
import { ABSENT, withAt } from "../support/at-path.ts";
import { sent } from "../support/cases.ts";
import { expectRefusal } from "../support/expect-refusal.ts";
import type { Json, JsonObject } from "../support/json.ts";
import { told } from "../support/told.ts";
import { developmentApp } from "./development.ts";

type Wrong = Json | typeof ABSENT;

const PRODUCTS = 8;

/** Names of fields that no other sentence has. */
const TELLING = ["orderId", "prioritizationTime", "productId", "storageType"];

check("output-checked", async (t) => {
  const app = await developmentApp(t);
  const secret = `secret-${t.random.integer(1_000_000, 9_999_999)}`;
  const broken: [path: string, value: Wrong][] = [
    ["orderId", ABSENT],
    ["orderId", secret],
    ["orderId", -1],
    ["prioritizationTime", secret],
    ["prioritizationTime", "yesterday"],
    ["prioritizationTime", "2026-02-30T01:30:00.000Z"],
    ["prioritizationTime", ABSENT],
    ["note", null],
    ["note", { [secret]: 1 }],
    ["products", ABSENT],
    ["products", secret],
    ["products.0.productId", 1.5],
    ["products.1.amount", ABSENT],
    ["products.1.amount", secret],
    ["products.1.amount", null],
    ["products.1.amount", "-3"],
    ["products.1.amount", "abc"],
    ["products.0.positions", ABSENT],
    ["products.0.positions.0.storageType", secret],
    ["products.0.positions.1.sector", ABSENT],
    ["products.0.positions.1.available", true],
    ["products.0.positions.1.available", "1e3"],
    ["products.1.positions.0.storageType", "ROBOT"],
    ["products.1.amount", 2.5],
    ["products.0.positions.0.available", 7],
    ["prioritizationTime", "2026-03-29T01:30:00"],
    ["products.0.productId", ABSENT],
    ["products.1.productId", secret],
    ["products.1.positions", secret],
    ["products.1.positions.0", secret],
    ["products.1.positions.1.sector", 5],
    ["products.0.positions.1.sector", null],
    ["products.1.positions.1.storageType", ABSENT],
    ["products.0.positions.0.storageType", 1],
    ["products.1.positions.0.available", ABSENT],
    ["products.0.positions.1.available", null],
  ];
  const expectBroken = async (path: string, value: Wrong, products?: number) => {
    const right = answerTo(
      canonicalOrder(t.random, { note: "n", ...(products && { products }) }),
    ) as JsonObject;
    const what = sent({ path, value }).replace("POST /orders", "POST /dev/decision");
    const answer = await app.post("/dev/decision", withAt(right, path, value));
    t.verify(
      answer.status === 500,
      () => `${what} ${told(answer)}. That breaks the contract of the answer; promised is 500.`,
    );
    expectRefusal(t, what, answer, 500);
    const field = path.split(".").at(-1) ?? "";
    const named = TELLING.includes(field) && answer.text.includes(field);
    t.verify(
      !("issues" in (answer.json as object)),
      () => `${what} ${told(answer)}. A 500 has no key "issues".`,
    );
    t.verify(
      !named && !answer.text.includes(secret),
      () => `${what} ${told(answer)}. The caller is to learn nothing of what was wrong.`,
    );
  };
  for (const [path, value] of broken) await expectBroken(path, value);
  const inside: [path: string, value: Wrong][] = [
    ["productId", secret],
    ["amount", "abc"],
    ["amount", ABSENT],
    ["positions.0.storageType", "ROBOT"],
    ["positions.1.available", true],
    ["positions.1.sector", ABSENT],
  ];
  for (const [path, value] of inside)
    await expectBroken(`products.${t.random.integer(2, PRODUCTS - 1)}.${path}`, value, PRODUCTS);
  const right = await app.post("/dev/decision", answerTo(canonicalOrder(t.random)));
  t.verify(
    right.status === 200,
    () => `POST /dev/decision with a right answer ${told(right)}. Promised is 200.`,
  );
});
