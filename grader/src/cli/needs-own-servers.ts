import { type ServiceChoice, servesElsewhere } from "../services/choice/index.ts";

/** Whether servers of this machine are to be used, so that missing ones have to be installed. */
export async function needsOwnServers(choice: ServiceChoice): Promise<boolean> {
  if (choice === "auto") return !(await servesElsewhere(process.env));
  return choice === "native";
}
