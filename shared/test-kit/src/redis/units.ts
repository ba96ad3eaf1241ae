import { isScript } from "./command-kinds.ts";
import type { RedisMessage, RedisUnit } from "./redis-proxy.ts";

/** What Redis did as one, of the commands that it was sent. */
export function unitsOf(messages: readonly RedisMessage[]): RedisUnit[] {
  const queued = new Map<number, RedisMessage[]>();
  const units: RedisUnit[] = [];
  for (const message of messages) {
    const { command, transaction, at, connection } = message;
    if (message.setup || message.error !== undefined || message.nil || message.answeredAt === undefined)
      continue;
    if (transaction === undefined) {
      const kind = isScript(command) ? "script" : "command";
      units.push({ kind, at, connection, commands: [message] });
      continue;
    }
    const commands = queued.get(transaction) ?? [];
    queued.set(transaction, commands);
    if (command === "EXEC") units.push({ kind: "transaction", at, connection, commands });
    else if (command !== "MULTI" && command !== "DISCARD") commands.push(message);
  }
  return units;
}
