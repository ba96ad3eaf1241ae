import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Holds the path of the Unix socket that leads out of the grader's own network. */
export const GATEWAY = "PICKING_LABS_GATEWAY";
const FOLDER = "picking-labs-gateway-";

/**
 * Starts a small process that stays in the machine's network, before this one goes on in a network of its own, and
 * leaves its socket in our environment. A Unix socket is a file, so it is reached from there; apps do not see it. The
 * process ends with ours.
 */
export function openGateway(): void {
  sweepGateways();
  const folder = join(tmpdir(), FOLDER + process.pid);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  const socket = join(folder, "out");
  const program = join(import.meta.dirname, "serve.ts");
  spawn(process.execPath, [program, socket], { stdio: "ignore", detached: true, cwd: "/" }).unref();
  process.env[GATEWAY] = socket;
}

/** A gateway removes its folder when it ends, unless it was killed. */
function sweepGateways(): void {
  for (const name of readdirSync(tmpdir()))
    if (name.startsWith(FOLDER) && !lives(Number(name.slice(FOLDER.length))))
      try {
        rmSync(join(tmpdir(), name), { recursive: true, force: true });
      } catch {
        // Another user's.
      }
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
