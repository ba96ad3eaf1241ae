/** Where two JSON-like values differ first. `path` reads like code ("products[0].amount"), "" for the values themselves. */
export type Difference = { path: string; actual: unknown; expected: unknown };

/** The first difference, or undefined when there is none. A key with the value `undefined` counts as absent, Dates compare by their time. */
export function difference(actual: unknown, expected: unknown, path = ""): Difference | undefined {
  if (Object.is(actual, expected)) return undefined;
  const here = { path, actual, expected };
  if (actual instanceof Date && expected instanceof Date)
    return actual.getTime() === expected.getTime() ? undefined : here;
  if (!isContainer(actual) || !isContainer(expected) || Array.isArray(actual) !== Array.isArray(expected))
    return here;
  if (Array.isArray(actual) && Array.isArray(expected) && actual.length !== expected.length) return here;
  for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const inner = difference(
      own(actual, key),
      own(expected, key),
      inside(path, key, Array.isArray(expected)),
    );
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function inside(path: string, key: string, isList: boolean): string {
  if (isList) return `${path}[${key}]`;
  return path === "" ? key : `${path}.${key}`;
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null && !(value instanceof Date);
}

function own(container: object, key: string): unknown {
  return Object.hasOwn(container, key) ? (container as Record<string, unknown>)[key] : undefined;
}
