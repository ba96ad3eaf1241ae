import type { LabManifest } from "@picking-labs/contracts";
import type { ServiceProvider } from "../provider.ts";
import { hasUrl } from "../url-variables.ts";
import type { ServiceChoice } from "./ask.ts";
import { isInstalled } from "./is-installed.ts";

export type Chosen = { provider: ServiceProvider; why: string };

/**
 * The provider of a run, and in a few words why it is this one. `auto` asks no container engine where servers of this
 * machine serve: those start in less time than an engine takes to answer.
 */
export async function chooseProvider(
  choice: ServiceChoice,
  services: LabManifest["services"],
  env: NodeJS.ProcessEnv,
): Promise<Chosen> {
  if (services.length === 0) return { provider: await load("native"), why: "none is needed" };
  if (choice !== "auto") return { provider: await load(choice), why: "as you asked" };
  if (services.every((service) => hasUrl(service, env)))
    return { provider: await load("external"), why: "the environment names them" };
  const missing = services.filter((service) => !isInstalled(service));
  if (missing.length === 0) return { provider: await load("native"), why: "from this machine" };
  return { provider: await load("docker"), why: `${missing.join(" and ")} cannot be found here` };
}

/** Each is loaded when it is the one. */
async function load(name: ServiceProvider["name"]): Promise<ServiceProvider> {
  if (name === "docker") return (await import("../docker/index.ts")).dockerProvider;
  if (name === "external") return (await import("../external/index.ts")).externalProvider;
  return (await import("../native.ts")).nativeProvider;
}
