import { GraderError } from "../../errors.ts";

export const SERVICE_CHOICES = ["auto", "docker", "native", "external"] as const;
export type ServiceChoice = (typeof SERVICE_CHOICES)[number];

/** Where services come from, as a flag or the environment says it. */
export function serviceChoice(flag: ServiceChoice | undefined, env: NodeJS.ProcessEnv): ServiceChoice {
  const asked = flag ?? (env.PICKING_LABS_SERVICES || "auto");
  const known = SERVICE_CHOICES.find((choice) => choice === asked);
  if (known === undefined)
    throw new GraderError(
      "bad-option",
      `PICKING_LABS_SERVICES is "${asked}", not one of ${SERVICE_CHOICES.join(", ")}.`,
    );
  return known;
}
