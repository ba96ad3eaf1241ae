import { constants } from "node:os";
import type { AppExit } from "@picking-labs/contracts";

/** The number of prctl(2). */
const PRCTL: Partial<Record<NodeJS.Architecture, number>> = { x64: 157, arm64: 167 };

/**
 * PR_SET_DUMPABLE: the app has the supervisor's account, and could otherwise take its descriptors (pidfd_getfd) and tell
 * what it likes. What the supervisor then executes begins open again.
 */
function closed(): string {
  const number = PRCTL[process.arch];
  return number === undefined ? "" : `syscall(${number}, 4, 0, 0, 0, 0);`;
}

/**
 * Runs the app inside and tells on file descriptor 3 how it really ended: bubblewrap itself makes no difference between
 * an app that was ended by a signal and one that exits with 128 and its number. Perl is on every Debian, and up in
 * a few milliseconds; it ends when the app does, which ends everything else inside.
 */
const SUPERVISOR = `
${closed()}
open(my $news, ">&=", 3) or exit 125;
fcntl($news, 2, 1);
my $app = fork;
exit 125 if !defined $app;
if ($app == 0) {
  setpgrp(0, 0);
  exec { $ARGV[0] } @ARGV;
  syswrite $news, "failed $!\\n";
  exit 127;
}
syswrite $news, "started\\n";
waitpid $app, 0;
syswrite $news, "ended $?\\n";
`;

export const supervised = (command: readonly string[]): string[] => ["perl", "-e", SUPERVISOR, ...command];

export type News = {
  started: boolean;
  failed?: string;
  end?: { code: number | null; signal: string | null };
};

/** Reads what the supervisor wrote. */
export function readNews(text: string): News {
  const news: News = { started: /^started$/m.test(text) };
  const [, failed] = /^failed (.*)$/m.exec(text) ?? [];
  if (failed !== undefined) news.failed = failed;
  const [, status] = /^ended (\d+)$/m.exec(text) ?? [];
  if (status !== undefined) news.end = endOf(Number(status));
  return news;
}

/** Why an app never ran behind a wall made by `program`, which ended with `code`; undefined when it did. */
export function failureOf(
  program: string,
  { started, failed }: News,
  code: number | null,
): string | undefined {
  if (failed !== undefined) return `Node did not start: ${failed}`;
  return started ? undefined : `${program} ended with exit code ${code}`;
}

/** A supervisor that could not tell an end was itself killed, with the app. */
export const exitOf = ({ end }: News, outOfMemory: boolean): AppExit => ({
  ...(end ?? { code: null, signal: "SIGKILL" }),
  ...(outOfMemory && { reason: "memory" }),
});

/** A status as wait(2) gives it: the signal in the low seven bits, the exit code in the next byte. */
function endOf(status: number): News["end"] {
  const number = status & 0x7f;
  if (number === 0) return { code: status >> 8, signal: null };
  const [signal = `signal ${number}`] =
    Object.entries(constants.signals).find(([, value]) => value === number) ?? [];
  return { code: null, signal };
}
