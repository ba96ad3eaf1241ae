import { spawn } from "node:child_process";
import type { Socket } from "node:net";
import { markContainers, unmarkContainers } from "../../container-marks.ts";
import { GraderError } from "../../errors.ts";
import { newRunId } from "../../run-id.ts";
import { beginAgain, hasOwnNetwork, ourselves } from "../own-network.ts";
import { type Common, houseArguments, houseName } from "./command-line.ts";
import { docker, dockerProgram } from "./docker.ts";
import { emptyImage } from "./image.ts";

/** Holds, as JSON, the container whose network this process is in. */
const HOUSE = "PICKING_LABS_HOUSE";

/** The container that holds the network of one command: its apps' containers join it, and the command itself is in it. */
export type ContainerHouse = AsyncDisposable & Common;

/** From its start to the lifeline below lies the grader's own start. */
const UNHELD_SECONDS = 60;
const WAIT = `$SIG{ALRM} = $SIG{TERM} = sub { exit }; $SIG{USR1} = sub { alarm 0 }; alarm ${UNHELD_SECONDS}; sleep 3600 for 1 .. 1e9;`;
/** Runs beside it for as long as the grader holds its stdin: so it ends with the grader, however that ends. */
const HOLD = `kill "USR1", 1; 1 while sysread(STDIN, my $word, 4096); kill "TERM", 1;`;

/**
 * Makes the container and begins this process again in its network, where it has not been done yet; then holds it.
 * @param marks a folder for what tells the next command of containers that a killed one left
 * @throws GraderError when containers cannot be had like this
 */
export async function containerHouse(marks: string, beforeEntering: () => void): Promise<ContainerHouse> {
  const inside = process.env[HOUSE];
  if (inside !== undefined && hasOwnNetwork()) return held(JSON.parse(inside) as Common, marks);
  const missing = await whyNoContainers();
  if (missing !== undefined) throw unavailable(missing);
  const id = newRunId();
  await markContainers(marks, id);
  try {
    const common = { id, image: await emptyImage() };
    await docker(houseArguments(common, WAIT));
    const pid = await docker(["inspect", "--format", "{{.State.Pid}}", houseName(id)]);
    beforeEntering();
    beginAgain(["nsenter", `--net=/proc/${pid}/ns/net`, "--", ...ourselves()], {
      [HOUSE]: JSON.stringify(common),
    });
  } catch (error) {
    await removed(id, marks);
    throw error instanceof GraderError ? error : unavailable((error as Error).message);
  }
}

/** Why apps cannot be run in containers on this machine, or undefined where they can. */
export async function whyNoContainers(): Promise<string | undefined> {
  if (process.platform !== "linux") return "on this system containers run in a machine of their own.";
  if (process.getuid?.() !== 0) return "only root may enter the network that they share.";
  const engine = process.env.DOCKER_HOST ?? "unix:";
  if (!engine.startsWith("unix:")) return `DOCKER_HOST names the engine of another machine, ${engine}.`;
  return docker(["version", "--format", "{{.Server.Version}}"]).then(
    () => undefined,
    ({ message }: Error) => message,
  );
}

const unavailable = (why: string) =>
  new GraderError("isolation-missing", `Apps cannot be run in containers here: ${why}`, {
    cure: "Start Docker on this machine and grade as root, or leave out --isolation: with bubblewrap neither is needed.",
  });

function held(common: Common, marks: string): ContainerHouse {
  const words = ["exec", "--interactive", houseName(common.id), "perl", "-e", HOLD];
  const lifeline = spawn(dockerProgram(), words, { stdio: ["pipe", "ignore", "ignore"], detached: true });
  const ended = new Promise((resolve) => lifeline.once("exit", resolve).once("error", resolve));
  lifeline.unref();
  (lifeline.stdin as unknown as Socket).on("error", () => {}).unref();
  return {
    ...common,
    async [Symbol.asyncDispose]() {
      await removed(common.id, marks);
      lifeline.ref();
      await ended;
    },
  };
}

/** What could not be removed is left to the next command that finds an engine. */
async function removed(id: string, marks: string): Promise<void> {
  const isGone = await docker(["rm", "--force", "--volumes", houseName(id)]).then(
    () => true,
    ({ message }: Error) => message.includes("No such container"),
  );
  if (isGone) await unmarkContainers(marks, id);
}
