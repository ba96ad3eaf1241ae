import type { ChainableCommander } from "ioredis";

/** The replies to a pipeline or a transaction, in its order. An error among them is an error of the whole. */
export async function exec(commands: ChainableCommander): Promise<unknown[]> {
  const replies = (await commands.exec()) ?? [];
  return replies.map(([error, reply]) => {
    if (error !== null) throw error;
    return reply;
  });
}
