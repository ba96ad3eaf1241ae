import { existsSync, lstatSync, readlinkSync } from "node:fs";

// What an app finds behind walls, of whatever kind they are.

/** Threads count as well; Node has about a dozen. */
export const MOST_PROCESSES = 512;
/** Of each folder of memory that it may write to. */
export const TEMPORARY_BYTES = 64 * 1024 * 1024;
export const ETC_FILES = ["passwd", "group", "hosts", "nsswitch.conf"];
/** Folders of the machine that hold programs and libraries. */
export const SYSTEM = ["/usr/bin", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/share/zoneinfo"];
/** On most systems links into /usr. */
export const SHORT_NAMES = ["/bin", "/lib", "/lib32", "/lib64"];

/** What this machine has of both: folders to bind in, and links with what they lead to. */
export function systemFolders(): { folders: string[]; links: [path: string, target: string][] } {
  const short = SHORT_NAMES.filter((path) => existsSync(path));
  const isLink = (path: string) => lstatSync(path).isSymbolicLink();
  return {
    folders: [...SYSTEM.filter((path) => existsSync(path)), ...short.filter((path) => !isLink(path))],
    links: short.filter(isLink).map((path) => [path, readlinkSync(path)]),
  };
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

/** Counted per account: ours is shared with whatever else the user runs. */
const processLimit = (root: boolean) => (root ? [`--nproc=${MOST_PROCESSES}`] : []);
