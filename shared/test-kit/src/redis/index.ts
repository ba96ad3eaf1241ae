export { connectRedis } from "./connect-redis.ts";
export type { JudgeRedis } from "./judge-redis.ts";
export { openRedis } from "./open-redis.ts";
export { createRedisKeeper, type RedisKeeper } from "./redis-keeper.ts";
export {
  openRedisSite,
  type RedisPlace,
  type RedisPlaces,
  type RedisSite,
  startRedisSite,
} from "./redis-places.ts";
export type { RedisAction, RedisFaults, RedisMessage, RedisProxy, RedisUnit } from "./redis-proxy.ts";
export { replayRedisFault } from "./replay-redis.ts";
