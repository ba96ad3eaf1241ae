import { type Issue, Issues } from "./issues.ts";
import { type Place, placeAt } from "./place.ts";

/** A body that cannot be read; it lists everything that is wrong. */
export class Invalid extends Error {
  readonly issues: Issue[];

  constructor(issues: Issue[]) {
    super("the body is not what was promised");
    this.issues = issues;
  }
}

/** Reads a body whole, or throws everything that is wrong with it. */
export function parse<T>(body: unknown, read: (place: Place) => T | undefined): T {
  const issues = new Issues();
  const value = read(placeAt(body, "", issues));
  if (issues.list.length > 0 || value === undefined) throw new Invalid(issues.list);
  return value;
}
