import type { Permissions } from "@picking-labs/contracts";
import { GraderError } from "../../errors.ts";
import { widenedBy } from "../permission-flags.ts";

/**
 * @param how it went wrong: "bubblewrap ended with exit code 1"
 * @param tail last lines of what was to make the wall
 */
export function wallFailed(how: string, tail: readonly string[]): GraderError {
  const lines = tail.map((line) => `  ${line}`);
  return new GraderError(
    "isolation-failed",
    [`The app could not be walled in: ${how}.`, ...lines].join("\n"),
  );
}

/** @param wall hides files even where Node's permission model no longer does: "bubblewrap" */
export function widenedBehind(wall: string, permissions: Permissions): string[] {
  const names = widenedBy(permissions);
  return names.length === 0
    ? []
    : [`This lab allows ${names.join(", ")}; what hides files from the app then is ${wall} alone.`];
}
