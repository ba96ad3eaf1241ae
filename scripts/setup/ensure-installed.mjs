import { nodeBinary } from "./platform.mjs";
import { installationState } from "./stamp.mjs";

/**
 * Brings the installation up to date when it is not, and without any network when it is.
 * @param {{ root: string, everything: boolean, env: NodeJS.ProcessEnv, say: (text: string) => void }} options
 * @returns {Promise<string>} the path of the repository's own Node
 */
export async function ensureInstalled(options) {
  const node = nodeBinary(options.root);
  if (installationState(options.root, options.everything) !== "current") {
    // Loaded only here: every command waits for what is imported above.
    const { bringUpToDate } = await import("./bring-up-to-date.mjs");
    await bringUpToDate({ ...options, node });
  }
  return node;
}
