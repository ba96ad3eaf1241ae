import { join } from "node:path";
import { GraderError } from "../../errors.ts";
import { enterOwnNetwork, remembered, whyNoBubblewrap } from "../bubblewrap/index.ts";
import type { ContainerHouse } from "../container/index.ts";
import { hasOwnNetwork } from "../own-network.ts";

export const LEVELS = ["auto", "process", "bubblewrap", "container"] as const;
export type Level = (typeof LEVELS)[number];

/** How apps are kept apart: as processes of their own, and on top behind walls of bubblewrap or in containers. */
export type Isolation = AsyncDisposable &
  (
    | { level: "bubblewrap" }
    | { level: "container"; house: ContainerHouse }
    | { level: "process"; missing?: string }
  );

type Choosing = {
  /** A folder for what was found out. */
  cache: string;
  /** A folder for what tells the next command about containers of this one. */
  marks: string;
  beforeEntering: () => void;
};

/**
 * Finds out once per command what walls its apps get. Where there are some, this process begins anew in a
 * network of its own before this returns; so nothing may have been started or written yet, but by `beforeEntering`.
 * @throws GraderError when walls were asked for by name and cannot be had: never fewer than that
 */
export async function chooseIsolation(
  asked: Level,
  { cache, marks, beforeEntering }: Choosing,
): Promise<Isolation> {
  if (asked === "process") return kept({ level: "process" });
  if (asked === "container") {
    const { containerHouse } = await import("../container/index.ts");
    const house = await containerHouse(marks, beforeEntering);
    return { level: "container", house, [Symbol.asyncDispose]: () => house[Symbol.asyncDispose]() };
  }
  if (hasOwnNetwork()) return kept({ level: "bubblewrap" });
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
  return kept({ level: "process", missing });
}

/** Nothing of it is to be ended with the command. */
const kept = <T>(isolation: T) => ({ ...isolation, [Symbol.asyncDispose]: async () => {} });
