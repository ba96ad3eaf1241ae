import { whyNoContainers } from "../../src/sandbox/container/index.ts";
import { whyNoBubblewrap } from "../../src/sandbox/index.ts";

/** Whether graders that are not told otherwise put walls of bubblewrap around their apps here. */
export const walled =
  process.env.PICKING_LABS_ISOLATION !== "process" && (await whyNoBubblewrap()) === undefined;

/** Whether graders that are told so run their apps in containers here. Asked for only: it starts a program. */
export const canContain = async (): Promise<boolean> => (await whyNoContainers()) === undefined;
