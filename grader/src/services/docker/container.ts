import type { Readable } from "node:stream";
import { GenericContainer, type WaitStrategy } from "testcontainers";
import { type Reached, reach } from "../gateway/index.ts";
import { addressOf, type Engine, isEngineGone, LOOPBACK } from "./engine.ts";
import { removeContainer } from "./remove-container.ts";

export type ContainerRequest = {
  engine: Engine;
  image: string;
  /** Tell whose it is; see labels.ts. */
  labels: Record<string, string>;
  /** Only one container may have it. */
  name?: string;
  /** Whether it goes by itself once its first process has ended. */
  endsAlone?: boolean;
  user?: string;
  /** What runs in place of the image's own start. */
  command: string[];
  env?: Record<string, string>;
  /** Folders of memory in it, open to all of its accounts. */
  memory?: string[];
  ports: number[];
};

export type Container = AsyncDisposable & {
  id: string;
  /** Where its ports are reached, in the order that was asked for. */
  ports: Reached[];
  /** Last lines of its log. */
  tail(): string[];
  readonly exited: boolean;
  ended: Promise<{ code: number }>;
  /** Asks its first process to end, and kills it when it has not after `seconds`; the files stay until it is disposed. */
  stop(seconds: number): Promise<unknown>;
};

const TAIL_LINES = 15;

/** Readiness is a service's own answer to its own protocol. The library's ways to wait run commands in the container, which slow its start. */
const NO_WAIT: WaitStrategy = {
  waitUntilReady: async () => {},
  withStartupTimeout: () => NO_WAIT,
  isStartupTimeoutSet: () => true,
  getStartupTimeout: () => 0,
};

/** The library binds ports to every address of the machine. */
class LoopbackContainer extends GenericContainer {
  readonly #local: boolean;

  constructor(image: string, local: boolean, endsAlone: boolean) {
    super(image);
    this.#local = local;
    this.hostConfig.AutoRemove = endsAlone;
  }

  protected override async beforeContainerCreated(): Promise<void> {
    if (!this.#local) return;
    for (const binding of Object.values(this.hostConfig.PortBindings ?? {}).flat())
      (binding as { HostIp?: string }).HostIp = LOOPBACK;
  }
}

/** Starts a container; it is removed, with everything in it, when it is disposed. */
export async function startContainer(request: ContainerRequest): Promise<Container> {
  const {
    engine,
    image,
    labels,
    name,
    endsAlone = false,
    user,
    command,
    env = {},
    memory = [],
    ports,
  } = request;
  await using cleanUp = new AsyncDisposableStack();
  const { host, local } = addressOf(engine);
  const lines: string[] = [];
  const container = new LoopbackContainer(image, local, endsAlone)
    .withLabels(labels)
    // The library's reaper would be one more image, with the rights of the engine; ours are swept by their label.
    .withAutoCleanup(false)
    .withEntrypoint(command)
    .withCommand([])
    .withEnvironment(env)
    .withTmpFs(Object.fromEntries(memory.map((folder) => [folder, "rw,mode=1777"])))
    .withExposedPorts(...ports)
    .withWaitStrategy(NO_WAIT)
    .withLogConsumer((stream) => keepTail(stream as Readable, lines));
  if (user !== undefined) container.withUser(user);
  if (name !== undefined) container.withName(name);
  const started = await container.start();
  const handle = engine.container.getById(started.getId());
  cleanUp.defer(() =>
    removeContainer(engine, started.getId()).catch((error) => {
      // What stays, the mark of its run tells the next command.
      if (!isEngineGone(error)) throw error;
    }),
  );
  let exited = false;
  const ended = handle
    .wait()
    .catch(() => ({ StatusCode: -1 }))
    .then(({ StatusCode }: { StatusCode: number }) => {
      exited = true;
      return { code: StatusCode };
    });
  const reached = await Promise.all(
    ports.map(async (port) => cleanUp.use(await reach({ host, port: started.getMappedPort(port) }))),
  );
  const running = cleanUp.move();
  return {
    id: started.getId(),
    ports: reached,
    tail: () => [...lines],
    get exited() {
      return exited;
    },
    ended,
    stop: (seconds) => handle.stop({ t: seconds }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

function keepTail(stream: Readable, lines: string[]): void {
  stream.on("error", () => {});
  stream.on("data", (chunk: Buffer | string) => {
    lines.push(
      ...String(chunk)
        .split("\n")
        .filter((line) => line.trim() !== ""),
    );
    lines.splice(0, lines.length - TAIL_LINES);
  });
}
