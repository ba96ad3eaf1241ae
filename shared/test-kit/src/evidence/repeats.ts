/** A recorded value, and the poll that it came from when it came from one. */
export type Tagged<T> = { value: T; poll?: object };

/** In order of `at`; of equal values that one poll brought, only the first and the last stay. */
export function repeatsLeftOut<T extends { at: number }>(items: readonly Tagged<T>[]): T[] {
  const ordered = items.toSorted((one, other) => one.value.at - other.value.at);
  const latest = new Map<object, Map<string, { kept: number; index: number }>>();
  const dropped = new Set<number>();
  for (const [index, { value, poll }] of ordered.entries()) {
    if (poll === undefined) continue;
    const ofPoll = latest.get(poll) ?? new Map<string, { kept: number; index: number }>();
    latest.set(poll, ofPoll);
    const signature = JSON.stringify({ ...value, at: 0, ms: 0 });
    const before = ofPoll.get(signature);
    if (before !== undefined && before.kept === 2) dropped.add(before.index);
    ofPoll.set(signature, { kept: before === undefined ? 1 : 2, index });
  }
  return ordered.filter((_item, index) => !dropped.has(index)).map(({ value }) => value);
}
