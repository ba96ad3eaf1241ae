const NAME = "(@[^'/]+/[^'/]+|[^@'/.][^'/]*)";

/** Node's words for a name that leads nowhere, or to a folder above the app that it may not read. */
const PATTERNS = [
  new RegExp(`Cannot find (?:package|module) '${NAME}`),
  new RegExp(`resource: '[^']*/node_modules/${NAME}`),
];

/** The library that an app asked for in vain, from its last lines. */
export function missingLibrary(lines: readonly string[]): string | undefined {
  const found = lines.flatMap((line) => PATTERNS.flatMap((pattern) => pattern.exec(line)?.[1] ?? []));
  return found[0];
}
