import { whyNoBubblewrap, whyNoContainers } from "../../src/sandbox/index.ts";

/** Whether graders that are not told otherwise put walls of bubblewrap around their apps here. */
export const walled =
  process.env.PICKING_LABS_ISOLATION !== "process" && (await whyNoBubblewrap()) === undefined;

/** For the environment of a command that asks the engine which answers these tests. */
export const engine: Record<string, string> =
  process.env.DOCKER_HOST === undefined ? {} : { DOCKER_HOST: process.env.DOCKER_HOST };

/** Whether graders that are told so run their apps in containers here. */
export const contained = (await whyNoContainers()) === undefined;
