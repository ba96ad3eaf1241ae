import type { Json, JsonObject } from "./json.ts";

/** Takes a key away. */
export const ABSENT = Symbol("absent");

/**
 * A copy of `body` with another value at `path` ("products.0.amount").
 * @throws Error when the path does not lead anywhere: then the suite is wrong
 */
export function withAt(body: JsonObject, path: string, value: Json | typeof ABSENT): JsonObject {
  const copy = structuredClone(body);
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  let place: Json | undefined = copy;
  for (const key of keys) place = (place as JsonObject | undefined)?.[key];
  if (typeof place !== "object" || place === null) throw new Error(`no place at ${path}`);
  if (value === ABSENT) delete (place as JsonObject)[last];
  else (place as JsonObject)[last] = value;
  return copy;
}

/** The value at `path`, as it stands in a body. */
export function valueAt(body: JsonObject, path: string): Json | undefined {
  let place: Json | undefined = body;
  for (const key of path === "" ? [] : path.split(".")) place = (place as JsonObject | undefined)?.[key];
  return place;
}
