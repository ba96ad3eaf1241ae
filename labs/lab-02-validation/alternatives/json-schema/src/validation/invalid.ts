export type Issue = { path: string; code: string; message: string };

/** A request that breaks its schema. */
export class Invalid extends Error {
  readonly issues: Issue[];

  constructor(issues: Issue[]) {
    super("the request does not match its schema");
    this.issues = issues;
  }
}
