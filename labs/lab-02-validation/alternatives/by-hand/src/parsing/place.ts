import type { Code, Issues } from "./issues.ts";

/** A value and where it stands. Each method gives the value in its type, or notes an issue and gives undefined. */
export type Place = ReturnType<typeof placeAt>;

export function placeAt(value: unknown, path: string, issues: Issues) {
  const bad = (code: Code) => {
    issues.add(path, code);
    return undefined;
  };
  const wrongType = () => bad(value === undefined ? "required" : "type");
  const inside = (key: string | number) => (path === "" ? String(key) : `${path}.${key}`);

  return {
    value,
    path,
    bad,
    wrongType,
    get absent() {
      return value === undefined;
    },
    fields() {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return wrongType();
      const record = value as Record<string, unknown>;
      return (name: string) =>
        placeAt(Object.hasOwn(record, name) ? record[name] : undefined, inside(name), issues);
    },
    list(min: number, max: number) {
      if (!Array.isArray(value)) return wrongType();
      if (value.length < min || value.length > max) bad("count");
      return value.map((item, index) => placeAt(item, inside(index), issues));
    },
    text(min: number, max: number) {
      if (typeof value !== "string") return wrongType();
      if ([...value].length < min || [...value].length > max) bad("length");
      return value;
    },
    oneOf<T extends string>(choices: readonly T[]) {
      if (typeof value !== "string") return wrongType();
      return choices.find((choice) => choice === value) ?? bad("enum");
    },
    id() {
      if (typeof value !== "number" || !Number.isInteger(value)) return wrongType();
      return value >= 1 && Number.isSafeInteger(value) ? value : bad("range");
    },
  };
}
