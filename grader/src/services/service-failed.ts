import { GraderError } from "../errors.ts";
import { type ServiceName, SHOWN_NAMES } from "./minimum-versions.ts";

/** @param what follows the service's name: "ended with exit code 1"; `lines` are the last of its log */
export function serviceFailed(
  service: ServiceName,
  what: string,
  lines: readonly string[] = [],
  cause?: unknown,
): GraderError {
  const shown = lines.map((line) => `  ${service}: ${line}`);
  return new GraderError("service-failed", [`${SHOWN_NAMES[service]} ${what}.`, ...shown].join("\n"), {
    cause,
  });
}
