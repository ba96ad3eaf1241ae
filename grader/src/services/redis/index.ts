export { newRedisAccess } from "./access.ts";
export { redisVersion } from "./ask.ts";
export { APP_COMMANDS, hashed, redisConfig } from "./config.ts";
export { startRedis, untilRedisAnswers } from "./start.ts";
