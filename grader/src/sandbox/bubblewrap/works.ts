import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { accountOf } from "../account.ts";
import { commandLine } from "./command-line.ts";
import { inOwnNetwork } from "./own-network.ts";

const LIMIT_MS = 10_000;

let found: Promise<string | undefined> | undefined;

/** Why walls of bubblewrap cannot be had on this machine, or undefined where they can: found out by having some. */
export function whyNoBubblewrap(): Promise<string | undefined> {
  found ??= tryIt();
  return found;
}

async function tryIt(): Promise<string | undefined> {
  if (process.platform !== "linux") return "they need Linux.";
  const root = process.getuid?.() === 0;
  const inside = commandLine({
    command: ["perl", "-e", "exec @ARGV", process.execPath, "--version"],
    ...{ readable: [process.execPath], etc: "/etc", cwd: "/tmp" },
    ...{ uid: accountOf(0), root, joins: [] },
  });
  const [program = "", ...args] = inOwnNetwork(inside, root);
  try {
    await promisify(execFile)(program, args, { timeout: LIMIT_MS });
    return undefined;
  } catch (error) {
    const { stderr = "", message } = error as Error & { stderr?: string };
    return stderr.trim().split("\n").at(-1) || message.split("\n")[0];
  }
}
