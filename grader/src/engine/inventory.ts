import type { LabManifest, SuitePlan } from "@picking-labs/contracts";

/** What a suite has to know of each check of its lab. */
export const inventoryOf = ({ checks }: LabManifest): SuitePlan["inventory"] =>
  Object.fromEntries(checks.map(({ id, needs, requires, title }) => [id, { needs, requires, title }]));
