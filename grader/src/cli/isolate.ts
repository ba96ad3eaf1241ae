import { join } from "node:path";
import { containerMarks } from "../container-marks.ts";
import { GraderError } from "../errors.ts";
// Their own entrances: all of the catalog and of the sandbox takes a while to load.
import { type Place, placeOf } from "../place.ts";
import { chooseIsolation, type Isolation, LEVELS, type Level } from "../sandbox/isolation/index.ts";
import {
  mayLeadOutside,
  SERVICE_CHOICES,
  type ServiceChoice,
  serviceChoice,
} from "../services/choice/index.ts";
import { openGateway } from "../services/gateway/index.ts";
import { missingServers } from "../services/installation/index.ts";
import type { Context } from "./context.ts";

export type IsolationFlags = { isolation?: Level };

export const isolationFlag = {
  kind: "enum" as const,
  values: LEVELS,
  optional: true as const,
  brief: "Walls around the app: auto (default: bubblewrap where it works), bubblewrap, container, or process",
};

/** The walls of this command's apps. Comes first in a command: with bubblewrap the process begins once more in here. */
export async function isolate(
  { env, place }: Context,
  { isolation }: IsolationFlags,
  services: ServiceChoice,
): Promise<Isolation> {
  const asked = isolation ?? env.PICKING_LABS_ISOLATION ?? "auto";
  const level = LEVELS.find((known) => known === asked);
  if (level === undefined)
    throw new GraderError(
      "bad-option",
      `PICKING_LABS_ISOLATION is "${asked}", not one of ${LEVELS.join(", ")}.`,
    );
  return chooseIsolation(level, around(place, services, env));
}

const around = ({ state }: Place, services: ServiceChoice, env: NodeJS.ProcessEnv) => ({
  cache: join(state, "cache"),
  marks: containerMarks(state),
  beforeEntering: () => leadOutside(services, env),
});

/** Services that lie outside are to be reached from the network that this process is about to enter. */
function leadOutside(services: ServiceChoice, env: NodeJS.ProcessEnv): void {
  if (mayLeadOutside(services, env)) openGateway();
}

/** Commands that run learners' apps. */
const RUNS_APPS = new Set(["grade", "check", "replay"]);

/**
 * Begins once more behind the walls before anything heavy is loaded, where that is what the words seem to ask for.
 * Nothing depends on it but time: `isolate` decides.
 */
export async function isolateEarly(
  [command = "", ...words]: string[],
  env: NodeJS.ProcessEnv,
  root: string,
): Promise<void> {
  const otherwise = (word: string) => /^(?:--isolation=)?(?:process|container)$/.test(word);
  if (!RUNS_APPS.has(command) || otherwise(env.PICKING_LABS_ISOLATION ?? "") || words.some(otherwise)) return;
  const flag = SERVICE_CHOICES.find((known) =>
    words.some(
      (word, index) =>
        word === `--services=${known}` || (word === known && words[index - 1] === "--services"),
    ),
  );
  const services = serviceChoice(flag, env);
  // What must be installed comes first: from behind the walls nothing can be fetched.
  if ((services === "native" || services === "auto") && missingServers().length > 0) return;
  await chooseIsolation("auto", around(placeOf(root, env), services, env));
}
