export { openDatabase } from "./database.ts";
export { read } from "./read.ts";
export { inTransaction } from "./transaction.ts";
