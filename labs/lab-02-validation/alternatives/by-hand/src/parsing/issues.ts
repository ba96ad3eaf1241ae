const ORDER = [
  "required",
  "type",
  "enum",
  "format",
  "precision",
  "range",
  "length",
  "count",
  "duplicate",
  "mismatch",
] as const;

export type Code = (typeof ORDER)[number];
export type Issue = { path: string; code: Code; message: string };

/** Collects what is wrong while a body is read: one issue a path, the one whose code comes first. */
export class Issues {
  readonly #found = new Map<string, Code>();

  add(path: string, code: Code): void {
    const known = this.#found.get(path);
    if (known === undefined || ORDER.indexOf(code) < ORDER.indexOf(known)) this.#found.set(path, code);
  }

  has(path: string): boolean {
    return this.#found.has(path);
  }

  get list(): Issue[] {
    return [...this.#found].map(([path, code]) => ({ path, code, message: `${path}: ${code}` }));
  }
}
