import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { GraderError } from "../../errors.ts";
import { launchKeeper } from "./launch.ts";
import { type KeeperRecord, keeperPlace, readRecord, socketsOf } from "./place.ts";

/** A keeper is a Node that begins: half a second, on a busy machine many. */
const START_LIMIT_MS = 30_000;
const LOG_LINES = 15;

export type Control = { socket: Socket; record: KeeperRecord };

/** A connection to the keeper that runs, or undefined. */
export async function findKeeper(state: string): Promise<Control | undefined> {
  const record = readRecord(keeperPlace(state));
  if (record === undefined) return undefined;
  const socket = connect(socketsOf(record).control);
  const connected = await new Promise<boolean>((resolve) => {
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
  });
  return connected ? { socket: socket.on("error", () => {}), record } : undefined;
}

/** A connection to the keeper, which is started where none runs. */
export async function reachKeeper(state: string, signal: AbortSignal): Promise<Control> {
  const until = performance.now() + START_LIMIT_MS;
  let launched = false;
  for (;;) {
    signal.throwIfAborted();
    const found = await findKeeper(state);
    if (found) return found;
    // One that lives and does not listen yet begins just now.
    if (!launched && readRecord(keeperPlace(state)) === undefined) {
      launchKeeper(state, process.env);
      launched = true;
    }
    if (performance.now() > until) {
      const what = `The process that keeps RabbitMQ did not answer within ${START_LIMIT_MS / 1000} s.`;
      throw new GraderError("service-failed", [what, ...logTail(state)].join("\n"));
    }
    await delay(10);
  }
}

/** The last words of the keeper, indented. */
export function logTail(state: string): string[] {
  try {
    const lines = readFileSync(keeperPlace(state).log, "utf8").split("\n");
    return lines
      .filter((line) => line.trim() !== "")
      .slice(-LOG_LINES)
      .map((line) => `  ${line}`);
  } catch {
    return [];
  }
}
