import { execFile } from "node:child_process";
import { readdirSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { findProgram } from "./installation/index.ts";
import { isAtLeast, MINIMUM_VERSIONS, type ServiceName } from "./minimum-versions.ts";
import { embeddedVersion } from "./postgres/index.ts";

/** `problem`: why the labs cannot use it. */
export type InstalledServer = { service: ServiceName; version?: string; problem?: string };

const LIMIT_MS = 5_000;

/** The servers that this machine can start by itself. */
export async function installedServers(): Promise<InstalledServer[]> {
  return [
    judged("postgres", embeddedVersion()),
    judged("redis", await redisVersion()),
    judged("rabbitmq", rabbitmqVersion()),
  ];
}

function judged(service: ServiceName, version: string | undefined): InstalledServer {
  if (version === undefined) return { service, problem: "not found" };
  const minimum = MINIMUM_VERSIONS[service];
  if (!isAtLeast(version, minimum)) return { service, version, problem: `${version} is too old` };
  return { service, version };
}

async function redisVersion(): Promise<string | undefined> {
  const program = findProgram("redis-server");
  if (program === undefined) return undefined;
  const asked = await promisify(execFile)(program, ["--version"], { timeout: LIMIT_MS }).catch(
    () => undefined,
  );
  return /v=([\d.]+)/.exec(asked?.stdout ?? "")?.[1];
}

/** By the name of its folder: its own tools take a second to say it, and want to be root. */
function rabbitmqVersion(): string | undefined {
  const program = findProgram("rabbitmq-server");
  if (program === undefined) return undefined;
  const folders = [join(dirname(realpathSync(program)), "..", ".."), "/usr/lib/rabbitmq/lib"];
  for (const folder of folders) {
    const here = /rabbitmq(?:_server-|\/)(\d+\.\d+\.\d+)/.exec(`${folder} ${namesIn(folder)}`)?.[1];
    if (here !== undefined) return here;
  }
  return undefined;
}

function namesIn(folder: string): string {
  try {
    return readdirSync(folder).join(" ");
  } catch {
    return "";
  }
}
