import { join } from "node:path";
import { pathToFileURL } from "node:url";

const LOADER = pathToFileURL(join(import.meta.dirname, "load-in-place.ts")).href;

/** Flags of Node for an app that runs where its sources lie, so that a debugger finds them. */
export const runInPlace = (): string[] => [
  ...["--import", LOADER, "--enable-source-maps"],
  // It would speak of our flags, not of the app.
  "--disable-warning=ExperimentalWarning",
];
