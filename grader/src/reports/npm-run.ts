import { plain } from "./plain.ts";

/** A command as it is typed where pnpm is not installed; options without a value are left out. */
export function npmRun(
  command: string,
  subject: string,
  options: Record<string, string | undefined>,
): string {
  const typed = Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name} ${quoted(plain(value))}`],
  );
  return ["npm run", command, subject, ...(typed.length === 0 ? [] : ["--", ...typed])].join(" ");
}

const quoted = (text: string) =>
  /^[\w@%+=:,./~-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
