export { isErrorAnswer } from "./error-answer.ts";
export { openRedis } from "./open-redis.ts";
export { type Command, type Transactions, transactions } from "./transactions.ts";
