import { beginAgain, ourselves } from "../own-network.ts";

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

/**
 * This same process goes on, from its beginning, in a network of its own that its apps and services will share: then
 * the judge, the app and the services meet on a real loopback, and the app meets nobody else.
 */
export const enterOwnNetwork = (): never => beginAgain(inOwnNetwork(ourselves(), process.getuid?.() === 0));
