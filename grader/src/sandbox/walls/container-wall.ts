import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { GraderError } from "../../errors.ts";
import { accountOf } from "../account.ts";
import { appArguments, type ContainerHouse, docker, dockerProgram } from "../container/index.ts";
import { kill } from "../marked.ts";
import { type Child, inherited, type Processes } from "../processes.ts";
import { countedOf } from "./control-group.ts";
import { writeEtc } from "./etc.ts";
import { openToAll } from "./open-to-all.ts";
import { appBelow, descendants } from "./process-tree.ts";
import { exitOf, failureOf, readNews, supervised } from "./supervise.ts";
import { wallFailed, widenedBehind } from "./texts.ts";
import type { Wall, Walled } from "./wall.ts";
import { walledChild } from "./walled-child.ts";

type Options = { processes: Processes; runId: string; runFolder: string; house: ContainerHouse };

const LOOK_EVERY_MS = 15;

/** A container around each app, in the network that this process shares with nothing but its run. */
export function containerWall({ processes, runId, runFolder, house }: Options): Wall {
  let count = 0;
  return {
    shown: (permissions) => ({
      levels: ["L0", "L1", "L2", "L3", "L5"],
      notes: [
        "The app runs in a container, as a user of its own; over the network it reaches only what belongs to this run.",
        ...widenedBehind("the container", permissions),
      ],
    }),
    async start({ command, readable, limits, env, ...enclosed }) {
      const number = ++count;
      const uid = accountOf(number);
      const etc = join(runFolder, "etc", String(number));
      const news = join(runFolder, "news", String(number));
      const name = `picking-labs-${runId}-${number}`;
      const seen = [...readable, command[0]];
      const variables = inherited(runId, env);
      await mkdir(join(runFolder, "news"), { recursive: true, mode: 0o700 });
      await Promise.all([writeFile(news, "", { mode: 0o600 }), writeEtc(etc, uid), ...seen.map(openToAll)]);
      const inside = {
        ...{ name, command: supervised(command), readable: seen, etc, news, cwd: enclosed.cwd, uid },
        ...{ memoryMb: limits.memoryMb, variables: Object.keys(variables) },
      };
      try {
        await docker(appArguments(house, inside), variables);
      } catch (error) {
        throw wallFailed((error as Error).message, []);
      }
      const child = processes.start(dockerProgram(), ["start", "--attach", "--interactive", name], {
        ...enclosed,
        cwd: "/",
        env: engine(),
        holdsStdin: true,
      });
      return walled(child, name, news);
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

/** Whom the tool asks. */
const engine = (): Record<string, string> => {
  const { DOCKER_HOST } = process.env;
  return DOCKER_HOST === undefined ? {} : { DOCKER_HOST };
};

function walled(child: Child, name: string, newsFile: string): Walled {
  let first: number | undefined;
  const told = () => readFile(newsFile, "utf8").catch(() => "");
  /** The first process, under the number that it has outside. */
  async function findFirst(): Promise<void> {
    while (!child.exited && (await told()) === "") await delay(LOOK_EVERY_MS);
    if (child.exited) return;
    const pid = await docker(["inspect", "--format", "{{.State.Pid}}", name]).catch(() => "");
    first = Number(pid) || undefined;
  }
  const found = findFirst();
  return walledChild(child, {
    async end(isKilled) {
      const { code } = await child.ended;
      await found;
      const news = readNews(await told());
      const killed = isKilled();
      const how = killed ? undefined : failureOf("docker", news, code);
      // What is not removed here is by a sweep.
      if (killed || how !== undefined) await remove(name).catch(() => {});
      if (killed) return exitOf(news, false);
      if (how !== undefined) throw wallFailed(how, child.tail());
      try {
        const outOfMemory = await docker(["inspect", "--format", "{{.State.OOMKilled}}", name]);
        await remove(name);
        return exitOf(news, outOfMemory === "true");
      } catch (error) {
        // An app whose engine goes away has not ended by itself.
        const { message } = error as Error;
        throw new GraderError("isolation-failed", `The container of the app was lost: ${message}`);
      }
    },
    leader: (all) => (first === undefined ? undefined : appBelow(first, first, all)),
    members: (all) => (first === undefined ? [] : descendants(first, all)),
    counted: async () => (first === undefined ? { cpu: 0, outOfMemory: false } : countedOf(first)),
    // The kernel ends all of a container with its first process.
    killInside: () => first !== undefined && kill(first),
  });
}

const remove = (name: string) => docker(["rm", "--force", "--volumes", name]);
