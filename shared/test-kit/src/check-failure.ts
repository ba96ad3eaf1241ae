/** The app did not keep a promise. Whatever else a check throws is the grader's own fault, never the learner's. */
export class CheckFailure extends Error {
  override readonly name = "CheckFailure";
  readonly expected: unknown;
  readonly actual: unknown;

  /** @param saw one or two plain sentences naming values, written for the learner */
  constructor(saw: string, values: { expected?: unknown; actual?: unknown } = {}) {
    super(saw);
    this.expected = values.expected;
    this.actual = values.actual;
  }
}
