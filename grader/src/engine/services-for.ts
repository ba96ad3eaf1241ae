import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Lab, Place } from "../catalog/index.ts";
import { chooseProvider, type ServiceChoice, type ServiceProvider } from "../services/index.ts";

type Request = Parameters<ServiceProvider["start"]>[0];
type Around = Pick<Request, "runId" | "processes" | "signal" | "tell" | "onBegun"> & { place: Place };

/** The services of a lab, not started yet, and in a few words which and whose they are. */
export async function servicesFor(
  { folder, manifest }: Lab,
  choice: ServiceChoice,
  { place, ...around }: Around,
) {
  const { services, schemaSql } = manifest;
  const schema = schemaSql === undefined ? undefined : await readFile(join(folder, schemaSql), "utf8");
  const { provider, why } = await chooseProvider(choice, services, process.env);
  return {
    text:
      services.length === 0
        ? "No service is needed"
        : `Starting ${services.join(", ")} (${provider.name}: ${why})`,
    start: () =>
      provider.start({
        ...around,
        ...{ services, schemaSql: schema, state: place.state, cache: join(place.state, "cache") },
      }),
  };
}
