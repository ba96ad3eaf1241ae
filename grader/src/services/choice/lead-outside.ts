import { hasUrl } from "../url-variables.ts";
import type { ServiceChoice } from "./ask.ts";
import { isInstalled } from "./is-installed.ts";

/**
 * Whether services may lie outside of the grader's own network. It is asked before that network is entered, when the lab
 * is not read yet; a way out that nobody uses costs a process.
 */
export function mayLeadOutside(choice: ServiceChoice, env: NodeJS.ProcessEnv): boolean {
  if (choice !== "auto") return choice !== "native";
  const services = ["postgres", "redis", "rabbitmq"] as const;
  return services.some((service) => hasUrl(service, env) || !isInstalled(service));
}
