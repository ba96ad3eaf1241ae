import type { ContainerRuntimeClient } from "testcontainers";
import { GraderError } from "../../errors.ts";

export type Engine = ContainerRuntimeClient;

export const LOOPBACK = "127.0.0.1";

const PROGRESS_EVERY_MS = 5_000;
const MIB = 1024 * 1024;

/**
 * The container engine that answers here: Docker, rootless Docker or Podman, as the library finds it. Loaded only now:
 * it takes a third of a second.
 * @throws GraderError when none answers
 */
export async function openEngine(): Promise<Engine> {
  const { getContainerRuntimeClient } = await import("testcontainers");
  try {
    return await getContainerRuntimeClient();
  } catch (cause) {
    throw new GraderError("service-failed", "No container engine answers.", {
      cause,
      cure: "Start Docker or Podman (Docker Desktop, or: sudo systemctl start docker) and see that `docker info` works for your user, or leave out --services docker.",
    });
  }
}

const GONE = new Set(["ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE"]);

/** Whether the engine itself did not answer, as after it was ended; its containers may live on without it. */
export const isEngineGone = (error: unknown): boolean =>
  GONE.has((error as NodeJS.ErrnoException)?.code ?? "");

/** Where the ports of its containers are reached; `local`: on this machine. */
export function addressOf({ info }: Engine): { host: string; local: boolean } {
  const { host } = info.containerRuntime;
  const local = host === "localhost" || host === LOOPBACK;
  return { host: local ? LOOPBACK : host, local };
}

/** Fetches the image first where it is not there, and says so: it may take minutes. */
export async function ensureImage(
  engine: Engine,
  image: string,
  tell: (text: string) => void,
): Promise<void> {
  if (await isPresent(engine, image)) return;
  const { dockerode } = engine.container;
  tell(`Downloading the image ${image}; that is done once`);
  try {
    const stream = await dockerode.pull(image);
    const progress = pullProgress((text) => tell(`${image}: ${text}`));
    await new Promise<void>((resolve, reject) => {
      dockerode.modem.followProgress(stream, (error) => (error ? reject(error) : resolve()), progress);
    });
  } catch (cause) {
    throw new GraderError(
      "service-failed",
      `The image ${image} is not on this machine and could not be downloaded.\n  docker: ${(cause as Error).message}`,
      {
        cause,
        cure: `See what \`docker pull ${image}\` says, name another image in the environment (see docker-compose.yml), or grade with --services native.`,
      },
    );
  }
}

export function isPresent({ container: { dockerode } }: Engine, image: string): Promise<boolean> {
  return dockerode
    .getImage(image)
    .inspect()
    .then(
      () => true,
      (error: { statusCode?: number }) => {
        if (error.statusCode === 404) return false;
        throw error;
      },
    );
}

type Pulled = { id?: string; status?: string; progressDetail?: { current?: number; total?: number } };

/** Sums up what the engine tells of each layer. */
function pullProgress(say: (text: string) => void): (event: Pulled) => void {
  const layers = new Map<string, { current: number; total: number }>();
  let said = performance.now();
  return ({ id, status, progressDetail: { current, total } = {} }) => {
    if (id === undefined || status !== "Downloading" || !total) return;
    layers.set(id, { current: current ?? 0, total });
    if (performance.now() - said < PROGRESS_EVERY_MS) return;
    said = performance.now();
    const sum = (of: "current" | "total") =>
      Math.round([...layers.values()].reduce((bytes, layer) => bytes + layer[of], 0) / MIB);
    say(`${sum("current")} of ${sum("total")} MiB`);
  };
}
