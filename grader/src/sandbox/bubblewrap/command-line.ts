import { dirname } from "node:path";
import { ETC_FILES, lowered, SHORT_NAMES, SYSTEM, systemFolders, TEMPORARY_BYTES } from "../inside.ts";
import { programInPath } from "../program.ts";

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

/** In front of everything, so that nothing of the app is ever outside of its control groups. */
const JOIN = 'for group in $1; do echo $$ > "$group" || exit 126; done; shift; exec "$@"';

/**
 * The command line that runs `command` behind walls of bubblewrap: own processes, own files, own names, and of the
 * network what its starter has.
 */
export function commandLine({ command, readable, etc, cwd, uid, root, joins }: Inside): string[] {
  const seen = [...new Set(readable)];
  const { folders, links } = systemFolders();
  const walls = [
    ...["--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try", "--die-with-parent"],
    ...(root ? [] : ["--unshare-user"]),
    ...["--hostname", "lab", "--proc", "/proc", "--dev", "/dev"],
    ...above(SYSTEM).flatMap(openFolder),
    ...folders.flatMap((folder) => ["--ro-bind", folder, folder]),
    ...links.flatMap(([path, target]) => ["--symlink", target, path]),
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
  return [...joined, programInPath("bwrap"), ...walls, ...lowered(uid, root), ...command];
}

const openFolder = (path: string) => ["--perms", "0755", "--dir", path];
const limitedFolder = (path: string) => [
  ...["--size", String(TEMPORARY_BYTES), "--perms", "1777"],
  ...["--tmpfs", path],
];

/** Folders above, outermost first: bubblewrap would make them closed to the app's account. */
function above(paths: readonly string[]): string[] {
  const found = new Set<string>();
  for (const path of paths)
    for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) found.add(folder);
  const there = new Set(["/tmp", ...SYSTEM, ...SHORT_NAMES]);
  return [...found].filter((folder) => !there.has(folder)).sort((a, b) => a.length - b.length);
}
