import { execFileSync } from "node:child_process";
import { globSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** What many grades could use up little by little. Numbers; disk in KiB. `undefined`: cannot be seen here. */
export type MachineState = {
  processes: number | undefined;
  containers: number | undefined;
  virtualHosts: number;
  openFiles: number | undefined;
  disk: number;
};

export function machineState(): MachineState {
  return {
    processes: seen(() => readdirSync("/proc").filter((name) => /^\d+$/.test(name)).length),
    containers: seen(() => lines("docker", ["ps", "-aq"]).length),
    // A RabbitMQ that stays up keeps a folder for each.
    virtualHosts: ["/dev/shm", tmpdir()].flatMap((folder) =>
      globSync(join(folder, "picking-labs-*/**/msg_stores/vhosts/*/")),
    ).length,
    openFiles: seen(() => Number(readFileSync("/proc/sys/fs/file-nr", "utf8").split(/\s/)[0])),
    disk: Number(/^\d+/.exec(lines("du", ["-sk", join(root, ".labs")])[0] ?? "0")?.[0]),
  };
}

function seen<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

function lines(program: string, args: string[]): string[] {
  return execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })
    .split("\n")
    .filter((line) => line !== "");
}
