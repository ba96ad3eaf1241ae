import type { Tenant } from "@picking-labs/contracts";
import { tcpActions } from "../fault-proxy/index.ts";
import type { RedisPlaces } from "./redis-places.ts";
import type { RedisAction, RedisFaults, RedisMessage } from "./redis-proxy.ts";

type Fault = { service: string; action: string; options: Record<string, unknown> };

/**
 * Does a recorded fault of Redis again, on places of the replay's own.
 * @param begin takes what need not be waited for
 */
export function replayRedisFault(
  places: RedisPlaces,
  { service, action, options }: Fault,
  begin: (work: Promise<unknown>) => void,
): void {
  const tenant = service.slice("redis.".length) as Tenant | "";
  const { restartEmpty } = tenant === "" ? places.all : places[tenant];
  const faults = tenant === "" ? places.all : places[tenant].proxy;
  if (action === "restart-empty") begin(restartEmpty({ awayMs: Number(options.awayMs) }));
  if (action.startsWith("once-") && tenant !== "" && Array.isArray(options.command)) {
    const met = JSON.stringify(options.command);
    const same = ({ command, args }: RedisMessage) => JSON.stringify([command, ...args]) === met;
    begin(places[tenant].proxy.once(same, action.slice("once-".length) as RedisAction));
  }
  tcpActions[action]?.(faults, options);
  errorActions[action]?.(faults, options);
}

const errorActions: Record<string, (faults: RedisFaults, options: Record<string, unknown>) => void> = {
  "answer-error"(faults, { error, times, commands }) {
    const only = ({ command }: RedisMessage) => Array.isArray(commands) && commands.includes(command);
    faults.answerError(String(error), { only, ...(times !== undefined && { times: Number(times) }) });
  },
  "out-of-memory": (faults) => faults.outOfMemory(),
  "read-only": (faults) => faults.readOnly(),
  "answer-normally": (faults) => faults.answerNormally(),
};
