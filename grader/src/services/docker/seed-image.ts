import { RUN_LABEL } from "../../container-marks.ts";
import type { Engine } from "./engine.ts";
import { SEED_LABEL } from "./labels.ts";

/** An image with a prepared data directory, and the judge's password in it, which each run changes at once. */
export type SeedImage = { name: string; password: string };

const REPOSITORY = "picking-labs-seed";
const PASSWORD_LABEL = "picking-labs.seed-password";
const UNUSED_MS = 30 * 24 * 60 * 60 * 1000;

export async function findSeedImage(engine: Engine, hash: string): Promise<SeedImage | undefined> {
  const name = `${REPOSITORY}:${hash}`;
  const found = await engine.container.dockerode
    .getImage(name)
    .inspect()
    .catch((error: { statusCode?: number }) => {
      if (error.statusCode !== 404) throw error;
    });
  const password = found?.Config.Labels?.[PASSWORD_LABEL];
  return password === undefined ? undefined : { name, password };
}

/** Keeps what a stopped container has written. Where another run was quicker, its image is replaced by an equal one. */
export async function keepSeedImage(
  engine: Engine,
  container: string,
  { hash, password }: { hash: string; password: string },
): Promise<SeedImage> {
  await removeOld(engine);
  await engine.container.getById(container).commit({
    ...{ repo: REPOSITORY, tag: hash, comment: "picking-labs: a lab's prepared database" },
    changes: `LABEL ${SEED_LABEL}=${hash} ${PASSWORD_LABEL}=${password} ${RUN_LABEL}=`,
  });
  return { name: `${REPOSITORY}:${hash}`, password };
}

/** Images of schemas and versions that are no longer there would stay for ever. They are quickly made again. */
async function removeOld(engine: Engine): Promise<void> {
  const { dockerode } = engine.container;
  for (const { Id, Created } of await dockerode.listImages({ filters: { label: [SEED_LABEL] } }))
    if (Date.now() - Created * 1000 > UNUSED_MS)
      // One in use stays.
      await dockerode
        .getImage(Id)
        .remove()
        .catch(() => {});
}
