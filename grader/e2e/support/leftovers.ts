import { readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CommandLine } from "./command-line.ts";
import type { TestPlace } from "./test-place.ts";

/** Everything on this machine that runs of these graders left behind, one line each. */
export async function leftovers(
  { labs, state }: TestPlace,
  graders: readonly Pick<CommandLine, "runs">[],
): Promise<string[]> {
  const ofThese = (name: string, prefix: string) =>
    graders.some(({ runs }) => name.startsWith(prefix + runs));
  const found = await Promise.all([
    processesMarked((run) => ofThese(run, "")),
    controlGroups((name) => ofThese(name, "picking-labs-")),
    ...["/dev/shm", tmpdir()].map((root) => namesIn(root, (name) => ofThese(name, "picking-labs-"))),
    namesIn(join(state, "runs"), () => true),
    namesIn(join(state, "reports"), (name) => name.startsWith("half-")),
    namesIn(join(state, "cache"), (name) => ofThese(name, "half-")),
    ...(await readdir(labs)).map((lab) => namesIn(join(labs, lab), (name) => name.startsWith(".work-"))),
  ]);
  return found.flat();
}

async function namesIn(folder: string, wanted: (name: string) => boolean): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter(wanted).map((name) => join(folder, name));
}

async function controlGroups(wanted: (name: string) => boolean): Promise<string[]> {
  const root = "/sys/fs/cgroup";
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter(({ name }) => wanted(name)).map(({ parentPath, name }) => join(parentPath, name));
}

/** Where there is no /proc nothing is seen, and nothing is claimed. */
async function processesMarked(wanted: (run: string) => boolean): Promise<string[]> {
  const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, "latin1").catch(() => "");
      const run = /(?:^|\0)PICKING_LABS_RUN=([^\0]*)/.exec(environment)?.[1];
      if (run === undefined || !wanted(run)) return [];
      const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
      return [`process ${pid} of run ${run}: ${command.replaceAll("\0", " ")}`];
    }),
  );
  return found.flat();
}
