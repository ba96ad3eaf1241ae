import { SERVICE_CHOICES, type ServiceChoice } from "../services/choice/index.ts";

export type ServicesFlags = { services?: ServiceChoice };

export const servicesFlag = {
  kind: "enum" as const,
  values: SERVICE_CHOICES,
  optional: true as const,
  brief:
    "Where services come from: auto (default), native (servers of this machine), docker, or external (named by URLs in the environment)",
};
