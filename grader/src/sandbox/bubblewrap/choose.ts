import { join } from "node:path";
import { GraderError } from "../../errors.ts";
import { enterOwnNetwork, hasOwnNetwork } from "./own-network.ts";
import { remembered } from "./remembered.ts";
import { whyNoBubblewrap } from "./works.ts";

/** How apps are kept apart: as processes of their own, or behind walls of bubblewrap on top. */
export type Isolation = { level: "bubblewrap" } | { level: "process"; missing?: string };

/**
 * Finds out once per command what walls its apps get. Where those are of bubblewrap, this process begins anew in a
 * network of its own before this returns; so nothing may have been started or written yet, but by `beforeEntering`.
 * @param cache a folder for what was found out
 * @throws GraderError when bubblewrap was asked for and cannot be had: never fewer walls than that
 */
export async function chooseIsolation(
  asked: "auto" | "process" | "bubblewrap",
  cache: string,
  beforeEntering: () => void,
): Promise<Isolation> {
  if (asked === "process") return { level: "process" };
  if (hasOwnNetwork()) return { level: "bubblewrap" };
  const before = remembered(join(cache, "bubblewrap-works"));
  if (before.works) {
    beforeEntering();
    enterOwnNetwork();
  }
  const missing = await whyNoBubblewrap();
  if (missing === undefined) {
    before.keep();
    beforeEntering();
    enterOwnNetwork();
  } else if (asked === "bubblewrap")
    throw new GraderError("isolation-missing", `Walls of bubblewrap cannot be had here: ${missing}`);
  return { level: "process", missing };
}
