import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import type { LabManifest } from "@picking-labs/contracts";
import { createProcesses } from "../src/sandbox/index.ts";
import { type ServiceKeeper, type ServiceProvider, warmServices } from "../src/services/index.ts";
import { amqpAnswers, startNode } from "../src/services/rabbitmq/index.ts";
import { createRunDirectory } from "../src/workspace/index.ts";

type Service = LabManifest["services"][number];
const ALL: Service[] = ["postgres", "redis", "rabbitmq"];
const SCHEMA = "create table items (id int primary key); grant select, insert on items to app_role;";
/** A container's engine answers at once; its broker within ten seconds. */
const LIMIT_MS = 60_000;

export type ServiceTimes = {
  /** The slowest of the three alone, until it answers: RabbitMQ, started without the grader. */
  alone: number[];
  /** All three, none of them up, the seeds of their data there. */
  cold: number[];
  /** What one run gets of each when RabbitMQ is up, and of all three side by side. */
  warm: Record<Service | "all three", number[]>;
};

/** Times how long one run waits for services by one provider, in ms; rounds are interleaved. */
export async function timeServices(
  provider: ServiceProvider,
  kind: "native" | "docker",
  { state, rounds, onRound }: { state: string; rounds: number; onRound: (round: number) => void },
): Promise<ServiceTimes> {
  const keeper = await warmServices.rabbitmq?.[kind]();
  if (keeper === undefined) throw new Error("nobody keeps RabbitMQ up");
  await mkdir(join(state, "cache"), { recursive: true });
  const startOnce = (services: Service[]) => timeStart(provider, services, state);
  const times: ServiceTimes = {
    alone: [],
    cold: [],
    warm: { postgres: [], redis: [], rabbitmq: [], "all three": [] },
  };
  // Seeds and compiled files are made once for all rounds.
  await startOnce(ALL);
  for (let round = 0; round < rounds; round++) {
    await untilDown(keeper, state);
    times.alone.push(await (kind === "native" ? rabbitmqAlone(state) : rabbitmqContainerAlone()));
    times.cold.push(await startOnce(ALL));
    for (const service of ALL) times.warm[service].push(await startOnce([service]));
    times.warm["all three"].push(await startOnce(ALL));
    onRound(round);
  }
  await untilDown(keeper, state);
  return times;
}

async function timeStart(provider: ServiceProvider, services: Service[], state: string): Promise<number> {
  await using run = await createRunDirectory(join(state, "runs"));
  await using processes = createProcesses(run.id);
  const began = performance.now();
  await using _services = await provider.start({
    ...{ services, schemaSql: SCHEMA, runId: run.id, processes, state, cache: join(state, "cache") },
    ...{ signal: new AbortController().signal, tell: () => {}, onBegun: () => {} },
  });
  return performance.now() - began;
}

async function untilDown(keeper: ServiceKeeper, state: string): Promise<void> {
  while (await keeper.down(state)) await delay(50);
}

async function rabbitmqAlone(state: string): Promise<number> {
  await using run = await createRunDirectory(join(state, "runs"));
  await using processes = createProcesses(run.id);
  const began = performance.now();
  await using _node = await startNode({ folder: run.path, account: {}, processes });
  return performance.now() - began;
}

const docker = async (...words: string[]) => (await promisify(execFile)("docker", words)).stdout.trim();

async function rabbitmqContainerAlone(): Promise<number> {
  const image = process.env.PICKING_LABS_RABBITMQ_IMAGE ?? "";
  const began = performance.now();
  const id = await docker("run", "--detach", "--rm", "--publish", "127.0.0.1::5672", image);
  try {
    const [port] = (await docker("port", id, "5672/tcp"))
      .split("\n")
      .map((line) => Number(line.split(":").at(-1)));
    for (;;) {
      const answers = await amqpAnswers(port ?? 0).then(
        () => true,
        () => false,
      );
      if (answers) return performance.now() - began;
      if (performance.now() - began > LIMIT_MS) throw new Error(`${image} does not answer`);
      await delay(20);
    }
  } finally {
    await docker("rm", "--force", id);
  }
}
