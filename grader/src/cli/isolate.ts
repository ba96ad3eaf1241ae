import { GraderError } from "../errors.ts";
import type { Isolation } from "../sandbox/index.ts";
import type { Context } from "./context.ts";

const LEVELS = ["auto", "process", "bubblewrap"] as const;
type Level = (typeof LEVELS)[number];

export type IsolationFlags = { isolation?: Level };

export const isolationFlag = {
  kind: "enum" as const,
  values: LEVELS,
  optional: true as const,
  brief: "Walls around the app: auto (default; bubblewrap where it works), process or bubblewrap",
};

/** The walls of this command's apps. Comes first in a command: with bubblewrap the process begins once more in here. */
export async function isolate({ env }: Context, { isolation }: IsolationFlags): Promise<Isolation> {
  const asked = isolation ?? env.PICKING_LABS_ISOLATION ?? "auto";
  const level = LEVELS.find((known) => known === asked);
  if (level === undefined)
    throw new GraderError(
      "bad-option",
      `PICKING_LABS_ISOLATION is "${asked}", not one of ${LEVELS.join(", ")}.`,
    );
  const { chooseIsolation } = await import("../sandbox/index.ts");
  return chooseIsolation(level);
}
