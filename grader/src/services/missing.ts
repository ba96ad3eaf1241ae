import { GraderError } from "../errors.ts";
import { type ServiceName, SHOWN_NAMES } from "./minimum-versions.ts";

/** What systems call the packages of these servers; Debian, Ubuntu and Homebrew. */
export const PACKAGES: Partial<Record<ServiceName, { apt: string; brew: string }>> = {
  redis: { apt: "redis-server", brew: "redis" },
  rabbitmq: { apt: "rabbitmq-server", brew: "rabbitmq" },
};

/** A server that is not installed, and how to install it on this system. */
export function serviceMissing(services: readonly ServiceName[]): GraderError {
  const names = services.map((service) => SHOWN_NAMES[service]).join(" and ");
  const of = (kind: "apt" | "brew") =>
    services.map((service) => PACKAGES[service]?.[kind] ?? service).join(" ");
  const command =
    process.platform === "darwin" ? `brew install ${of("brew")}` : `sudo apt-get install ${of("apt")}`;
  const happened = `This lab needs ${names}, and this machine has none.`;
  const cure = `Install it (on Debian and Ubuntu the package need not run as a system service): ${command}`;
  return new GraderError("service-missing", happened, {
    cure: process.platform === "darwin" ? `Install it: ${command}` : cure,
  });
}
