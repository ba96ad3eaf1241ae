import { defineScript } from "redis";

/**
 * KEYS: the hash of the order, then the sets of all warehouses of its country.
 * ARGV: the order's id, which of the sets it waits in (0: in none, the order is taken away), its score, its data.
 * Returns whether there was such an order before.
 */
export const place = defineScript({
  SCRIPT: `
    local existed = redis.call("EXISTS", KEYS[1])
    local at = tonumber(ARGV[2])
    for i = 2, #KEYS do
      if i - 1 ~= at then redis.call("ZREM", KEYS[i], ARGV[1]) end
    end
    if at == 0 then
      redis.call("DEL", KEYS[1])
    else
      redis.call("HSET", KEYS[1], "data", ARGV[4])
      redis.call("ZADD", KEYS[at + 1], ARGV[3], ARGV[1])
    end
    return existed`,
  IS_READ_ONLY: false,
  parseCommand(parser, order: string, sets: string[], id: string, at: number, score: string, data: string) {
    parser.pushKeysLength([order, ...sets]);
    parser.push(id, String(at), score, data);
  },
  transformReply: (existed: number) => existed === 1,
});

/**
 * The members before a score, nearest first, with all that are equal to the last one of them: member and score in turn.
 */
export const nearestBefore = defineScript({
  SCRIPT: `
    local found = redis.call("ZREVRANGEBYSCORE", KEYS[1], "(" .. ARGV[1], "-inf", "WITHSCORES", "LIMIT", 0, ARGV[2])
    local last = found[#found]
    if not last then return found end
    local result = {}
    for i = 1, #found, 2 do
      if found[i + 1] ~= last then
        result[#result + 1] = found[i]
        result[#result + 1] = found[i + 1]
      end
    end
    for _, member in ipairs(redis.call("ZRANGEBYSCORE", KEYS[1], last, last)) do
      result[#result + 1] = member
      result[#result + 1] = last
    end
    return result`,
  IS_READ_ONLY: true,
  NUMBER_OF_KEYS: 1,
  parseCommand(parser, set: string, score: string, limit: number) {
    parser.pushKey(set);
    parser.push(score, String(limit));
  },
  transformReply: (flat: string[]) => flat,
});
