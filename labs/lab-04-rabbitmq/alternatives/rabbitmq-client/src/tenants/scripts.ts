/** `at` and `ended` of an order are kept beside it in a hash of our own, so that its removal does not take them along. */

/**
 * KEYS: order, note, stream, the warehouse it waits in, then all warehouses of the tenant.
 * ARGV: id, data, score, type, occurredAt. Answers 1 when it changed something.
 */
export const PUT = `
local note = redis.call('HMGET', KEYS[2], 'at', 'ended')
if note[2] or (note[1] and note[1] >= ARGV[5]) then return 0 end
for i = 5, #KEYS do redis.call('ZREM', KEYS[i], ARGV[1]) end
redis.call('ZADD', KEYS[4], ARGV[3], ARGV[1])
redis.call('HSET', KEYS[1], 'data', ARGV[2])
redis.call('HSET', KEYS[2], 'at', ARGV[5])
redis.call('XADD', KEYS[3], '*', 'orderId', ARGV[1], 'type', ARGV[4], 'occurredAt', ARGV[5])
return 1`;

/** KEYS: order, note, stream, then all warehouses of the tenant. ARGV: id, type, occurredAt, seconds to remember the end. */
export const END = `
if redis.call('HEXISTS', KEYS[2], 'ended') == 1 then return 0 end
redis.call('HSET', KEYS[2], 'ended', ARGV[3])
redis.call('EXPIRE', KEYS[2], ARGV[4])
redis.call('DEL', KEYS[1])
for i = 4, #KEYS do redis.call('ZREM', KEYS[i], ARGV[1]) end
redis.call('XADD', KEYS[3], '*', 'orderId', ARGV[1], 'type', ARGV[2], 'occurredAt', ARGV[3])
return 1`;

/** KEYS: capacity, note, stream. ARGV: warehouse, capacity, type, occurredAt. */
export const PREDICT = `
local at = redis.call('HGET', KEYS[2], 'at')
if at and at >= ARGV[4] then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
redis.call('HSET', KEYS[2], 'at', ARGV[4])
redis.call('XADD', KEYS[3], '*', 'warehouseId', ARGV[1], 'type', ARGV[3], 'occurredAt', ARGV[4])
return 1`;
