/** Replaces run credentials and machine paths in what an app wrote, longest first, so that reports hold neither. */
export function redactor(secrets: Record<string, string>): (text: string) => string {
  const ordered = Object.entries(secrets)
    .filter(([secret]) => secret.length > 3)
    // A path in a file: URL.
    .flatMap(([secret, shown]) => [
      [secret, shown] as const,
      ...(encodeURI(secret) === secret ? [] : [[encodeURI(secret), shown] as const]),
    ])
    .sort(([a], [b]) => b.length - a.length);
  return (text) => ordered.reduce((rest, [secret, shown]) => rest.replaceAll(secret, shown), text);
}

/** The same for every text inside a JSON-like value. */
export function redactDeep<T>(value: T, redact: (text: string) => string): T {
  if (typeof value === "string") return redact(value) as T;
  if (Array.isArray(value)) return value.map((item) => redactDeep(item, redact)) as T;
  if (value !== null && typeof value === "object")
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, redactDeep(item, redact)]),
    ) as T;
  return value;
}
