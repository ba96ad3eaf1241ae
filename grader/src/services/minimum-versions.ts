import type { LabManifest } from "@picking-labs/contracts";
import { GraderError } from "../errors.ts";

export type ServiceName = LabManifest["services"][number];

export const SHOWN_NAMES: Record<ServiceName, string> = {
  postgres: "Postgres",
  redis: "Redis",
  rabbitmq: "RabbitMQ",
};

/** The oldest servers that the suites of all labs hold on: those of Debian 12. */
export const MINIMUM_VERSIONS: Record<ServiceName, string> = {
  postgres: "15",
  redis: "7.0",
  rabbitmq: "3.10",
};

/** @throws GraderError when a server is older than the suites hold on, with the version seen */
export function assertNotTooOld(service: ServiceName, version: string): void {
  const minimum = MINIMUM_VERSIONS[service];
  if (isAtLeast(version, minimum)) return;
  const name = SHOWN_NAMES[service];
  throw new GraderError("service-too-old", `This is ${name} ${version}; the labs need ${minimum} or newer.`);
}

/** Compares as many numbers as the minimum has. */
export function isAtLeast(version: string, minimum: string): boolean {
  const seen = version.split(".").map((part) => Number.parseInt(part, 10));
  for (const [index, wanted] of minimum.split(".").map(Number).entries()) {
    const number = seen[index] ?? 0;
    if (Number.isNaN(number)) return false;
    if (number !== wanted) return number > wanted;
  }
  return true;
}
