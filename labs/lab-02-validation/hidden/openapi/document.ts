import type { CheckContext, RunningApp } from "@picking-labs/test-kit";
import type { JsonObject } from "../support/json.ts";
import { clip, told } from "../support/told.ts";

/** An OpenAPI document, and the JSON pointer of the schema of the body of POST /orders in it. */
export type OrdersDocument = { document: JsonObject; version: "3.0" | "3.1"; pointer: string };

const DOCUMENT = "GET /openapi.json";
const MOST_BYTES = 512 * 1024;
const MOST_LINKS = 20;

/** Fetches the document and finds the schema; fails in words when either is not there. */
export async function ordersDocument(t: CheckContext, app: RunningApp): Promise<OrdersDocument> {
  const answer = await app.get("/openapi.json");
  t.verify(answer.status === 200, () => `${DOCUMENT} ${told(answer)}. Promised is 200.`);
  const document = answer.json;
  if (!isObject(document))
    return t.fail(`${DOCUMENT} was answered with ${clip(answer.text, 80)}, which is no JSON object.`);
  t.verify(answer.text.length <= MOST_BYTES, `${DOCUMENT} has more than 512 KiB.`);
  const [, version] = /^(3\.[01])\.\d+$/.exec(String(document.openapi)) ?? [];
  if (version === undefined)
    return t.fail(
      `In the document, "openapi" is ${clip(String(JSON.stringify(document.openapi)), 40)}. Promised is 3.0.x or 3.1.x.`,
    );

  let place: { value: unknown; pointer: string } = { value: document, pointer: "#" };
  const steps = ["paths", "/orders", "post", "requestBody", "content", "application/json", "schema"];
  for (const [index, step] of steps.entries()) {
    place = follow(t, document, {
      value: isObject(place.value) ? place.value[step] : undefined,
      pointer: `${place.pointer}/${escaped(step)}`,
    });
    if (!isObject(place.value))
      return t.fail(`In the document there is no object at ${steps.slice(0, index + 1).join(" → ")}.`);
  }
  return { document, version: version as "3.0" | "3.1", pointer: place.pointer };
}

/** Where a link of the document itself leads. */
function follow(t: CheckContext, document: JsonObject, from: { value: unknown; pointer: string }) {
  let place = from;
  for (let links = 0; isObject(place.value) && typeof place.value.$ref === "string"; links++) {
    const link = place.value.$ref;
    if (links === MOST_LINKS)
      return t.fail(`In the document, the link ${clip(link, 60)} leads round in circles.`);
    if (!link.startsWith("#/"))
      return t.fail(`In the document, the link ${clip(link, 60)} leads outside of it.`);
    const keys = link
      .slice(2)
      .split("/")
      .map((key) => decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~"));
    let value: unknown = document;
    for (const key of keys) value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    if (value === undefined) return t.fail(`In the document, the link ${clip(link, 60)} leads nowhere.`);
    place = { value, pointer: link };
  }
  return place;
}

const escaped = (key: string) => encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"));

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
