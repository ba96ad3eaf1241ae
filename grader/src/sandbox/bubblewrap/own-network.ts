import { readlinkSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { GraderError } from "../../errors.ts";

/** Holds the network that a command was started in, so that one that went on in its own knows it. */
const STARTED_IN = "PICKING_LABS_STARTED_IN";

/** A new network has nothing but its loopback, and that is down: SIOCSIFFLAGS with IFF_UP and IFF_RUNNING. */
const LOOPBACK_UP =
  'socket(my $socket, 2, 1, 0) or die; ioctl($socket, 0x8914, my $flags = pack("a16 s", "lo", 0x41)) or die "loopback: $!\\n"; exec { $ARGV[0] } @ARGV; die "$ARGV[0]: $!\\n";';

/** Runs `command` in a network of its own; everything that it starts is in there too, and nothing else is. */
export function inOwnNetwork(command: readonly string[], root: boolean): string[] {
  const up = ["perl", "-e", LOOPBACK_UP];
  if (root) return ["unshare", "--net", "--", ...up, ...command];
  // A network belongs to a user namespace; the power over it is given up as soon as the loopback is up.
  return [
    ...["unshare", "--user", "--map-current-user", "--keep-caps", "--net", "--", ...up],
    ...["setpriv", "--inh-caps=-all", "--ambient-caps=-all", "--", ...command],
  ];
}

const network = () => readlinkSync("/proc/self/ns/net");

/** Whether this process has come here from another network. */
export function hasOwnNetwork(): boolean {
  const from = process.env[STARTED_IN];
  return from !== undefined && from !== network() && hasLoopbackAlone();
}

const hasLoopbackAlone = () => Object.keys(networkInterfaces()).every((name) => name === "lo");

/**
 * This same process goes on, from its beginning, in a network of its own that its apps and services will share: then
 * the judge, the app and the services meet on a real loopback, and the app meets nobody else.
 */
export function enterOwnNetwork(): never {
  const itself = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const command = inOwnNetwork(itself, process.getuid?.() === 0);
  // The shell finds the program.
  process.execve?.("/bin/sh", ["sh", "-c", 'exec "$@"', "sh", ...command], {
    ...process.env,
    [STARTED_IN]: network(),
  });
  throw new GraderError("internal", "The grader could not begin once more in a network of its own.");
}
