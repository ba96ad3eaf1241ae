import { problem } from "../http/problem.ts";

/** A check takes an unknown value and gives back what it is, or refuses it under the name of its place. */
export type Check<T> = (value: unknown, path: string) => T;

export const refuse = (path: string, why: string) => problem(422, `${path}: ${why}`);

export const fields: Check<Record<string, unknown>> = (value, path) => {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw refuse(path, "must be an object");
  return value as Record<string, unknown>;
};

export const id: Check<number> = (value, path) => {
  if (!Number.isSafeInteger(value) || (value as number) < 1)
    throw refuse(path, "must be an integer from 1 to 2^53 - 1");
  return value as number;
};

export const text =
  (shape: RegExp): Check<string> =>
  (value, path) => {
    if (typeof value !== "string" || !shape.test(value)) throw refuse(path, `must be a text like ${shape}`);
    return value;
  };

export const oneOf =
  <T extends string>(names: readonly T[]): Check<T> =>
  (value, path) => {
    const name = names.find((known) => known === value);
    if (name === undefined) throw refuse(path, `must be one of ${names.join(", ")}`);
    return name;
  };

export const list =
  <T>(item: Check<T>, most: number, different: (item: T) => unknown): Check<T[]> =>
  (value, path) => {
    if (!Array.isArray(value) || value.length < 1 || value.length > most)
      throw refuse(path, `must be a list of 1 to ${most}`);
    const items = value.map((each, index) => item(each, `${path}.${index}`));
    if (new Set(items.map(different)).size < items.length) throw refuse(path, "has the same one twice");
    return items;
  };

export const optional =
  <T>(check: Check<T>): Check<T | undefined> =>
  (value, path) =>
    value === undefined ? undefined : check(value, path);
