/**
 * The first process of an app's container: starts the command, waits for whoever loses its parent, and ends when the
 * command does, or when its stdin ends. That is a pipe which the grader holds, so it ends with the grader, however that
 * ends; and everything inside ends with the first process.
 */
const FIRST_PROCESS = `
$SIG{CHLD} = sub {};
my $command = fork;
exit 125 if !defined $command;
if ($command == 0) {
  open(STDIN, "<", "/dev/null");
  exec { $ARGV[0] } @ARGV;
  exit 126;
}
for (;;) {
  my $gone = waitpid(-1, 1);
  exit($? & 127 ? 128 + ($? & 127) : $? >> 8) if $gone == $command;
  next if $gone > 0;
  my $ready = "";
  vec($ready, 0, 1) = 1;
  # The look that comes too late for a signal is made up for by the next one.
  exit 124 if select($ready, undef, undef, 0.2) > 0 && !sysread(STDIN, my $word, 4096);
}
`;

/** @param news a file that takes what the command writes to its file descriptor 3 */
export const asFirstProcess = (command: readonly string[], news: string): string[] => [
  ...["/bin/sh", "-c", 'exec 3>>"$1"; shift; exec "$@"', "sh", news],
  ...["perl", "-e", FIRST_PROCESS, ...command],
];
