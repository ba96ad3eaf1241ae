import { readFileSync } from "node:fs";

/** The account that a service runs under; empty = our own. */
export type Account = { uid?: number; gid?: number };

/** Postgres refuses to run as root, and no other service needs to: root lends them to `nobody`, who owns nothing else. */
export function serviceAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const nobody = readFileSync("/etc/passwd", "utf8").match(/^nobody:[^:]*:(\d+):(\d+):/m);
  return { uid: Number(nobody?.[1] ?? 65534), gid: Number(nobody?.[2] ?? 65534) };
}
