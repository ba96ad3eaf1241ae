import { asGraderError } from "../../errors.ts";
import { type Engine, isPresent, openEngine } from "./engine.ts";
import { imageOf } from "./images.ts";

export type AskedEngine = {
  seen: string;
  /** Why no container can be started. */
  problem?: string;
  images: { image: string; present: boolean }[];
};

/** What the container engine says of itself, and which of the images are there. */
export async function askEngine(env: NodeJS.ProcessEnv): Promise<AskedEngine> {
  let engine: Engine;
  try {
    engine = await openEngine();
  } catch (thrown) {
    return { seen: "", problem: asGraderError(thrown).message, images: [] };
  }
  const names = await Promise.all(["postgres", "redis", "rabbitmq"].map((service) => imageOf(service, env)));
  const images = await Promise.all(
    names.map(async (image) => ({ image, present: await isPresent(engine, image) })),
  );
  const { serverVersion, operatingSystem } = engine.info.containerRuntime;
  return { seen: `${serverVersion} on ${operatingSystem}`, images };
}
