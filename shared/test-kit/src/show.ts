/** A value as a learner reads it in a sentence: JSON where there is one, cut to `limit` characters. */
export function show(value: unknown, limit = 200): string {
  return clip(plain(value), limit);
}

/** Cuts a text in its middle's favour: the head stays, and how much is missing is said. */
export function clip(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}… (${text.length - limit} more characters)`;
}

function plain(value: unknown): string {
  if (value === undefined) return "missing";
  if (typeof value === "bigint") return String(value);
  if (value instanceof Error) return value.message;
  try {
    return (
      JSON.stringify(value, (_key, inner) => (typeof inner === "bigint" ? String(inner) : inner)) ??
      String(value)
    );
  } catch {
    // Nested too deeply, as an app may answer; String() would go as deep.
    return Object.prototype.toString.call(value);
  }
}
