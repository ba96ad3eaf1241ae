import { execFile } from "node:child_process";
import { readdir, readFile, readlink } from "node:fs/promises";
import { promisify } from "node:util";

export type Listener = { pid: number; address: string; port: number };

/** TCP sockets on which these processes listen: shows who really answers on a port. */
export function listenersOf(pids: number[]): Promise<Listener[]> {
  return process.platform === "linux" ? fromProc(pids, TABLES) : fromLsof(pids);
}

/** Whether one of these processes listens on this port. */
export async function listenOn(port: number, pids: number[]): Promise<boolean> {
  const holds = (listeners: Listener[]) => listeners.some((listener) => listener.port === port);
  if (process.platform !== "linux") return holds(await fromLsof(pids));
  // One after the other: the kernel walks all that it knows of connections for each, and mostly the first has it.
  for (const table of TABLES) if (holds(await fromProc(pids, [table]))) return true;
  return false;
}

const TABLES = ["tcp", "tcp6"];

async function fromProc(pids: number[], tables: string[]): Promise<Listener[]> {
  const listening = new Map<string, { address: string; port: number }>();
  for (const table of tables) {
    const text = await readFile(`/proc/net/${table}`, "latin1").catch(() => "");
    for (const line of text.split("\n").slice(1)) {
      const [, local = "", , state, , , , , , inode = ""] = line.trim().split(/\s+/);
      const [address = "", port = ""] = local.split(":");
      if (state === LISTEN)
        listening.set(inode, { address: readable(address), port: Number.parseInt(port, 16) });
    }
  }
  const found: Listener[] = [];
  for (const pid of pids)
    for (const descriptor of await readdir(`/proc/${pid}/fd`).catch(() => [])) {
      const link = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => "");
      const socket = listening.get(/^socket:\[(\d+)\]$/.exec(link)?.[1] ?? "");
      if (socket) found.push({ pid, ...socket });
    }
  return found;
}

const LISTEN = "0A";

/** The kernel prints addresses as little-endian hexadecimal words. */
function readable(hex: string): string {
  if (hex.length === 8)
    return (
      hex
        .match(/../g)
        ?.reverse()
        .map((byte) => Number.parseInt(byte, 16))
        .join(".") ?? hex
    );
  return /^0+$/.test(hex) ? "::" : /^0+1000000$/.test(hex) ? "::1" : "an IPv6 address";
}

async function fromLsof(pids: number[]): Promise<Listener[]> {
  if (pids.length === 0) return [];
  const { stdout } = await promisify(execFile)("lsof", [
    "-nP",
    "-a",
    "-iTCP",
    "-sTCP:LISTEN",
    "-Fpn",
    "-p",
    pids.join(","),
  ]).catch(() => ({ stdout: "" }));
  let pid = 0;
  const found: Listener[] = [];
  for (const line of stdout.split("\n")) {
    if (line.startsWith("p")) pid = Number(line.slice(1));
    const [, address, port] = /^n(.*):(\d+)$/.exec(line) ?? [];
    if (address && port)
      found.push({
        pid,
        address: address === "*" ? "::" : address.replace(/[[\]]/g, ""),
        port: Number(port),
      });
  }
  return found;
}
