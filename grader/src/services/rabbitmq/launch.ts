import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { hasOwnNetwork, inOwnNetwork } from "../../sandbox/index.ts";
import { type KeeperPlace, keeperPlace } from "./place.ts";

const MAIN = join(import.meta.dirname, "keeper/main.ts");
const IDLE_SECONDS = 15 * 60;

/**
 * Starts a keeper that outlives this process, away from its terminal. Where there is one already, the new one ends at once. From
 * inside of a run's own network it goes into another one: it must not keep that one alive, nor be met there.
 */
export function launchKeeper(state: string, env: NodeJS.ProcessEnv): void {
  const place: KeeperPlace = keeperPlace(state);
  mkdirSync(place.folder, { recursive: true });
  const log = openSync(place.log, "w", 0o600);
  const keeper = [process.execPath, MAIN, state, String(idleSeconds(env) * 1000)];
  const command = hasOwnNetwork() ? inOwnNetwork(keeper, process.getuid?.() === 0) : keeper;
  // The shell ends at once, so that the keeper is nobody's child: one that ended is not left as a zombie of ours.
  const shell = spawn("/bin/sh", ["-c", '"$@" &', "sh", ...command], {
    cwd: "/",
    detached: true,
    stdio: ["ignore", log, log],
    env: {
      PATH: env.PATH ?? "/usr/local/bin:/usr/bin:/bin",
      LANG: "C.UTF-8",
      ...temporary(env),
      ...compiled(env),
    },
  });
  shell.on("error", () => {});
  shell.unref();
  closeSync(log);
}

/** A whole number of seconds from the environment; what is none counts as not given. */
function idleSeconds({ PICKING_LABS_SERVICES_IDLE: asked }: NodeJS.ProcessEnv): number {
  const seconds = Number(asked);
  return asked !== undefined && Number.isInteger(seconds) && seconds > 0 && seconds <= 86_400
    ? seconds
    : IDLE_SECONDS;
}

const temporary = ({ TMPDIR }: NodeJS.ProcessEnv) => (TMPDIR === undefined ? {} : { TMPDIR });
const compiled = ({ NODE_COMPILE_CACHE }: NodeJS.ProcessEnv) =>
  NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE };
