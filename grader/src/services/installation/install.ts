import { spawn } from "node:child_process";
import { GraderError } from "../../errors.ts";
import { findProgram } from "./find-program.ts";
import { missingServers, PACKAGES, serviceMissing } from "./missing.ts";

type Service = keyof typeof PACKAGES;
export type InstallRequest = {
  services: readonly Service[];
  /** Shell script that installs packages of Debian without starting what is in them. */
  script: string;
  /** Whether somebody can be asked for a password. */
  interactive: boolean;
};

/**
 * Installs servers by the system's package manager, whose words go to stderr.
 * @throws GraderError with what to do by hand when there is none, it may not be used, or it fails
 */
export async function installServers(request: InstallRequest): Promise<void> {
  const { services } = request;
  const [program, ...args] = (await commandFor(request)) ?? [];
  if (program === undefined) throw serviceMissing(services);
  const end = await run(program, args);
  if (end !== 0 || missingServers().some((service) => services.includes(service))) {
    const { message, cure } = serviceMissing(services);
    throw new GraderError("service-missing", `The installation did not succeed (${end}). ${message}`, {
      cure,
    });
  }
}

async function commandFor({ services, script, interactive }: InstallRequest): Promise<string[] | undefined> {
  if (process.platform === "darwin") {
    const brew = findProgram("brew");
    return brew === undefined
      ? undefined
      : [brew, "install", ...services.map((service) => PACKAGES[service].brew)];
  }
  if (findProgram("apt-get") === undefined) return undefined;
  const install = ["/bin/sh", script, ...services.map((service) => PACKAGES[service].apt)];
  if (process.getuid?.() === 0) return install;
  const sudo = findProgram("sudo");
  if (sudo === undefined) return undefined;
  if (interactive) return [sudo, ...install];
  return (await run(sudo, ["-n", "true"], "ignore")) === 0 ? [sudo, "-n", ...install] : undefined;
}

/** Its exit code, or the signal or error that ended it. */
function run(
  program: string,
  args: string[],
  words: "ignore" | "inherit" = "inherit",
): Promise<number | string> {
  return new Promise((resolve) => {
    // stdout is the report's.
    const child = spawn(program, args, { stdio: ["inherit", words === "ignore" ? words : 2, words] });
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(code ?? String(signal)));
  });
}
