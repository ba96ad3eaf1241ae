import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";

const COMPOSE = join(import.meta.dirname, "../../../../docker-compose.yml");
/** `${NAME:-default}`, as Compose reads it. */
const WITH_DEFAULT = /^\$\{(?<name>\w+):-(?<fallback>[^}]+)\}$/;

/** The image of a service: docker-compose.yml names it for the local stack and for the grader alike, the environment another one. */
export async function imageOf(service: string, env: NodeJS.ProcessEnv): Promise<string> {
  const compose = parse(await readFile(COMPOSE, "utf8")) as { services: Record<string, { image: string }> };
  const { image } = compose.services[service] ?? { image: "" };
  const { name, fallback } = WITH_DEFAULT.exec(image)?.groups ?? {};
  if (name === undefined || fallback === undefined)
    throw new Error(`docker-compose.yml names no image with a default for ${service}`);
  return env[name] || fallback;
}
