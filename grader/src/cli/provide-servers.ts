import { join } from "node:path";
import { createInterface } from "node:readline/promises";
// Its own entrance: all of the services take a while to load.
import {
  installCommand,
  installServers,
  missingServers,
  serviceMissing,
} from "../services/installation/index.ts";
import type { Context } from "./context.ts";

export type InstallFlags = { install?: boolean };

export const installFlag = {
  kind: "boolean" as const,
  optional: true as const,
  brief:
    "Install servers that the lab needs and this machine lacks; --no-install never does; else you are asked",
};

/**
 * Sees to it that the servers of these labs are installed; all labs without a name. Comes before the walls: from behind them
 * nothing can be fetched.
 */
export async function provideServers(
  context: Context,
  { install }: InstallFlags,
  typed?: string,
): Promise<void> {
  const missing = missingServers();
  if (missing.length === 0) return;
  const needed = await servicesOf(context, typed);
  const lacking = missing.filter((service) => needed.has(service));
  if (lacking.length === 0) return;
  const { env, err, place } = context;
  const interactive = Boolean(process.stdin.isTTY && process.stderr.isTTY);
  const command = installCommand(lacking);
  const may = install ?? (env.CI === "true" || (interactive && (await agrees(context, command))));
  if (!may) throw serviceMissing(lacking);
  err.write(`Installing what is missing, without letting it run as a system service: ${command}\n`);
  const script = join(place.root, "scripts/setup/install-servers.sh");
  await installServers({ services: lacking, script, interactive });
}

async function servicesOf({ place }: Context, typed?: string): Promise<Set<string>> {
  const { findLab, listLabs, loadLab } = await import("../catalog/index.ts");
  const names = typed === undefined ? await listLabs(place.labs) : [await findLab(place.labs, typed)];
  const labs = await Promise.all(names.map((name) => loadLab(place.labs, name)));
  return new Set(labs.flatMap(({ manifest }) => manifest.services));
}

async function agrees({ signal }: Context, command: string): Promise<boolean> {
  const line = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await line.question(
      `This lab needs more than this machine has. Run "${command}" now? [y/N] `,
      { signal },
    );
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    line.close();
  }
}
