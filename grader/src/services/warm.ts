import type { KeptRabbitmq } from "./rabbitmq/index.ts";

/** A service that stays up between runs. */
export type WarmService = {
  up(state: string, signal: AbortSignal, tell: (text: string) => void): Promise<KeptRabbitmq>;
  status(state: string): Promise<KeptRabbitmq | undefined>;
  down(state: string): Promise<boolean>;
  log(state: string): string[];
};

/** Those that stay up, by name. The others start with each run, in less time than a look takes. */
export const warmServices: Record<string, () => Promise<WarmService>> = {
  async rabbitmq() {
    const { rabbitmqUp, rabbitmqStatus, rabbitmqDown, logTail } = await import("./rabbitmq/index.ts");
    return { up: rabbitmqUp, status: rabbitmqStatus, down: rabbitmqDown, log: logTail };
  },
};
