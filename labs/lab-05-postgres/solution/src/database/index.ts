export { type Database, openDatabase } from "./database.ts";
export { isDuplicate, isLost } from "./loss.ts";
export { read } from "./read.ts";
export { inTransaction } from "./transaction.ts";
