/** Commands about the server itself, which is not ours where others keep it. */
const OF_THE_SERVER = new Set(
  "ACL BGREWRITEAOF BGSAVE CONFIG DEBUG FAILOVER FLUSHALL LATENCY MODULE MONITOR PSYNC REPLICAOF SAVE SHUTDOWN SLAVEOF SLOWLOG SWAPDB SYNC".split(
    " ",
  ),
);

export function configuresServer(command: string): boolean {
  return OF_THE_SERVER.has(command.toUpperCase());
}
