import type { RedisMessage } from "./redis-proxy.ts";

/** What clients send to set up or keep a connection, or to know the server. */
const SETUP = new Set(
  "HELLO AUTH SELECT CLIENT INFO PING ECHO QUIT RESET COMMAND CONFIG READONLY READWRITE ROLE MODULE LATENCY LOLWUT".split(
    " ",
  ),
);
/** Loading a script or function is set-up, wherever a client does it; a script that was not there yet is sent whole, and that is work. */
const LOADING: Record<string, ReadonlySet<string>> = {
  SCRIPT: new Set(["LOAD", "EXISTS", "FLUSH"]),
  FUNCTION: new Set(["LOAD", "LIST", "DELETE", "DUMP", "RESTORE"]),
};
const SCRIPTS = new Set(["EVAL", "EVALSHA", "FCALL"]);
const READING_SCRIPTS = new Set(["EVAL_RO", "EVALSHA_RO", "FCALL_RO"]);

export function isSetup(command: string, args: readonly string[]): boolean {
  return SETUP.has(command) || (LOADING[command]?.has(args[0]?.toUpperCase() ?? "") ?? false);
}

export function isScript(command: string): boolean {
  return SCRIPTS.has(command) || READING_SCRIPTS.has(command);
}

/** What a server says of its commands: names in capitals, subcommands as "XGROUP CREATE". */
export type CommandFlags = { write: ReadonlySet<string>; denyOutOfMemory: ReadonlySet<string> };

/** Reads the answer to COMMAND. */
export function readCommandFlags(answer: unknown): CommandFlags {
  const flags = { write: new Set<string>(), denyOutOfMemory: new Set<string>() };
  function add(entries: unknown): void {
    if (!Array.isArray(entries)) return;
    for (const entry of entries) {
      if (!Array.isArray(entry)) continue;
      const [name, , given] = entry as [unknown, unknown, unknown];
      const called = String(name).toUpperCase().replace("|", " ");
      const has = (flag: string) => Array.isArray(given) && given.map(String).includes(flag);
      if (has("write")) flags.write.add(called);
      if (has("denyoom")) flags.denyOutOfMemory.add(called);
      add(entry[9]);
    }
  }
  add(answer);
  return flags;
}

/** Whether a command is among `names`, by itself or with its subcommand, or a script that may write. */
export function mayDo(names: ReadonlySet<string>, { command, args }: RedisMessage): boolean {
  return (
    SCRIPTS.has(command) || names.has(command) || names.has(`${command} ${args[0]?.toUpperCase() ?? ""}`)
  );
}
