const READING = new Set(
  "GET MGET HGET HMGET HGETALL HLEN HEXISTS HKEYS HVALS ZRANGE ZRANGEBYSCORE ZSCORE ZCARD ZRANK ZCOUNT XRANGE XLEN XINFO TYPE KEYS SCAN EXISTS TTL PTTL STRLEN DBSIZE SMEMBERS SCARD LRANGE LLEN INFO CLIENT MEMORY OBJECT".split(
    " ",
  ),
);

/** Whether a command of the judge is a pure look, which a replay need not repeat. When in doubt it is not. */
export function onlyReads(command: string): boolean {
  return READING.has(command.toUpperCase());
}
