import { createHash } from "node:crypto";

type Login = { user: string; password: string };

/** Enough for every app instance of a suite, five tenants each. */
export const DATABASES = 512;

/**
 * What an app may do: everything with data, and nothing that reaches the server or everybody on it. A rule of Redis 7.0 cannot
 * name a database, so an app may empty the one it has selected.
 */
export const APP_COMMANDS = [
  "+@all",
  "-@admin",
  "-acl",
  "+acl|whoami",
  "-flushall",
  "-swapdb",
  "-migrate",
  "-function|flush",
  "-function|restore",
  "-function|kill",
  "-script|flush",
  "-script|kill",
  // Clients call it on each connection; the category of administrators holds it by accident.
  "+client|no-evict",
];

/** A server that keeps nothing, hears loopback alone and knows two users. Passwords stand in it as their hashes. */
export function redisConfig({ port, judge, app }: { port: number; judge: Login; app: Login }): string {
  return [
    "bind 127.0.0.1",
    `port ${port}`,
    `databases ${DATABASES}`,
    'save ""',
    "appendonly no",
    "daemonize no",
    // Its title would be written over the mark by which a sweep finds it.
    "set-proc-title no",
    "loglevel warning",
    // What an app piles up must not take the machine with it.
    "maxmemory 512mb",
    "maxmemory-policy noeviction",
    "user default off",
    `user ${judge.user} on ${hashed(judge.password)} ~* &* +@all`,
    `user ${app.user} on ${hashed(app.password)} ~* &* ${APP_COMMANDS.join(" ")}`,
    "",
  ].join("\n");
}

export const hashed = (password: string) => `#${createHash("sha256").update(password).digest("hex")}`;
