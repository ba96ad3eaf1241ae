import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What the system lets a process like this one do, and the settings that forbid namespaces. */
const ASKED = [
  "/proc/sys/kernel/random/boot_id",
  "/proc/sys/kernel/unprivileged_userns_clone",
  "/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
  "/proc/sys/user/max_user_namespaces",
  "/proc/sys/user/max_net_namespaces",
];
const RIGHTS = /^(?:Uid|Gid|CapEff|CapBnd|NoNewPrivs|Seccomp):.*$/gm;
const PROGRAMS = ["bwrap", "unshare", "setpriv", "perl", "sh"];

/** Remembers in `file` that walls worked, for as long as nothing that decides about it has changed. */
export function remembered(file: string) {
  const now = fingerprint();
  return {
    works: readOr(file) === now,
    keep(): void {
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o755 });
        writeFileSync(file, now);
      } catch {
        // Then the next command finds out anew.
      }
    },
  };
}

function fingerprint(): string {
  const rights = readOr("/proc/self/status").match(RIGHTS) ?? [];
  const spaces = ["user", "mnt"].map((kind) => linkOr(`/proc/self/ns/${kind}`));
  const programs = [process.execPath, ...PROGRAMS.flatMap(inPath)]
    .map(version)
    .filter((found) => found !== "");
  const facts = [ASKED.map(readOr), rights, spaces, programs];
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex");
}

const inPath = (program: string) =>
  (process.env.PATH ?? "").split(":").map((folder) => join(folder, program));

/** Nothing for a file that is not there, or in a folder of PATH that this user may not enter. */
function version(file: string): string {
  try {
    const { ino, size, mtimeMs } = statSync(file);
    return `${file} ${ino} ${size} ${mtimeMs}`;
  } catch {
    return "";
  }
}

function readOr(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function linkOr(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return "";
  }
}
