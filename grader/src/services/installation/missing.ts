import { GraderError } from "../../errors.ts";
import { type ServiceName, SHOWN_NAMES } from "../minimum-versions.ts";
import { findProgram } from "./find-program.ts";
import { findRabbitmq } from "./find-rabbitmq.ts";

type InstalledService = Exclude<ServiceName, "postgres">;

/** What Debian, Ubuntu and Homebrew call the packages of these servers. Postgres comes from npm. */
export const PACKAGES: Record<InstalledService, { apt: string; brew: string }> = {
  redis: { apt: "redis-server", brew: "redis" },
  rabbitmq: { apt: "rabbitmq-server", brew: "rabbitmq" },
};

/** Which of the servers that the system has to bring are not there. */
export function missingServers(): InstalledService[] {
  const found = { redis: findProgram("redis-server"), rabbitmq: findRabbitmq() };
  return (Object.keys(found) as InstalledService[]).filter((service) => found[service] === undefined);
}

/** Servers that are not installed, and how to install them on this system. */
export function serviceMissing(services: readonly InstalledService[]): GraderError {
  const names = services.map((service) => SHOWN_NAMES[service]).join(" and ");
  const happened = `${names} must be installed for this, and cannot be found on this machine.`;
  return new GraderError("service-missing", happened, {
    cure: `Install it with --install, or by yourself: ${installCommand(services)}`,
  });
}

/** As a person would type it. */
export function installCommand(services: readonly InstalledService[]): string {
  const manager = process.platform === "darwin" ? "brew" : "apt";
  const packages = services.map((service) => PACKAGES[service][manager]).join(" ");
  return manager === "brew" ? `brew install ${packages}` : `sudo apt-get install ${packages}`;
}
