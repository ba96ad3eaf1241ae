/** Node's words for a bare name that leads nowhere, or to a folder that the app may not read. */
const PATTERNS = [
  /Cannot find package '([^'/.][^'/]*|@[^'/]+\/[^'/]+)[^']*' imported from/,
  /Cannot find module '([^'/.][^'/]*|@[^'/]+\/[^'/]+)[^']*'/,
];

/** The library that an app asked for in vain, from its last lines. */
export function missingLibrary(lines: readonly string[]): string | undefined {
  for (const line of lines)
    for (const pattern of PATTERNS) {
      const name = pattern.exec(line)?.[1];
      if (name !== undefined) return name;
    }
  return undefined;
}
