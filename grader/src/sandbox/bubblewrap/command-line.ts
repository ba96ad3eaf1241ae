import { existsSync, lstatSync, readlinkSync } from "node:fs";
import { dirname, join } from "node:path";

export type Inside = {
  command: readonly string[];
  /** Files and folders that are seen inside, read-only, under their own paths. */
  readable: readonly string[];
  /** A folder with the small files that stand in /etc inside. */
  etc: string;
  cwd: string;
  /** The account inside; where we are not root it is our own, in a user namespace. */
  uid: number;
  root: boolean;
  /** Files that take the pid of whoever joins a control group. */
  joins: readonly string[];
};

/** Threads count as well; Node has about a dozen. */
export const MOST_PROCESSES = 512;
export const TEMPORARY_BYTES = 64 * 1024 * 1024;
export const ETC_FILES = ["passwd", "group", "hosts", "nsswitch.conf"];
/** Folders of the machine that hold programs and libraries. */
export const SYSTEM = ["/usr/bin", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/share/zoneinfo"];
/** On most systems links into /usr. */
export const SHORT_NAMES = ["/bin", "/lib", "/lib32", "/lib64"];

/** In front of everything, so that nothing of the app is ever outside of its control groups. */
const JOIN = 'for group in $1; do echo $$ > "$group" || exit 126; done; shift; exec "$@"';

/**
 * The command line that runs `command` behind walls of bubblewrap: own processes, own files, own names, and of the
 * network what its starter has.
 */
export function commandLine({ command, readable, etc, cwd, uid, root, joins }: Inside): string[] {
  const seen = [...new Set(readable)];
  const walls = [
    ...["--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try", "--die-with-parent"],
    ...(root ? [] : ["--unshare-user"]),
    ...["--hostname", "lab", "--proc", "/proc", "--dev", "/dev"],
    ...above(SYSTEM).flatMap(openFolder),
    ...SYSTEM.filter((folder) => existsSync(folder)).flatMap((folder) => ["--ro-bind", folder, folder]),
    ...SHORT_NAMES.flatMap(asItIs),
    ...limitedFolder("/tmp"),
    ...limitedFolder("/dev/shm"),
    ...openFolder("/etc"),
    ...ETC_FILES.flatMap((file) => ["--ro-bind", `${etc}/${file}`, `/etc/${file}`]),
    ...above(seen).flatMap(openFolder),
    ...seen.flatMap((path) => ["--ro-bind", path, path]),
    // What bubblewrap itself made of memory is no place to write to, and has no size.
    ...["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", cwd, "--"],
  ];
  const joined = ["/bin/sh", "-c", JOIN, "sh", joins.join(" ")];
  return [...joined, bubblewrap(), ...walls, ...lowered(uid, root), ...command];
}

/** In front of a command: no more rights and processes than it needs, where we are root as the account `uid`. */
export function lowered(uid: number, root: boolean): string[] {
  const limited = ["prlimit", ...processLimit(root), "--core=0"];
  if (!root) return limited;
  return [
    ...limited,
    ...["setpriv", `--reuid=${uid}`, `--regid=${uid}`, "--clear-groups"],
    ...["--no-new-privs", "--inh-caps=-all", "--bounding-set=-all"],
  ];
}

/** As our user's own PATH finds it; the app gets another PATH. */
function bubblewrap(): string {
  const folders = (process.env.PATH ?? "").split(":").filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, "bwrap")).find((file) => existsSync(file)) ?? "bwrap";
}

const openFolder = (path: string) => ["--perms", "0755", "--dir", path];
const limitedFolder = (path: string) => [
  ...["--size", String(TEMPORARY_BYTES), "--perms", "1777"],
  ...["--tmpfs", path],
];

/** On most systems a link into /usr. */
function asItIs(path: string): string[] {
  if (!existsSync(path)) return [];
  return lstatSync(path).isSymbolicLink()
    ? ["--symlink", readlinkSync(path), path]
    : ["--ro-bind", path, path];
}

/** Counted per account: ours is shared with whatever else the user runs. */
const processLimit = (root: boolean) => (root ? [`--nproc=${MOST_PROCESSES}`] : []);

/** Folders above, outermost first: bubblewrap would make them closed to the app's account. */
function above(paths: readonly string[]): string[] {
  const found = new Set<string>();
  for (const path of paths)
    for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) found.add(folder);
  const there = new Set(["/tmp", ...SYSTEM, ...SHORT_NAMES]);
  return [...found].filter((folder) => !there.has(folder)).sort((a, b) => a.length - b.length);
}
