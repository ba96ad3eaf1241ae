export { AMOUNTS, amount, inThousandths } from "./amounts.ts";
export { anOrder, aProduct, type OrderShape } from "./orders.ts";
export type { RandomSource } from "./random-source.ts";
export { AWKWARD_SECTORS, PLAIN_SECTORS } from "./sector-texts.ts";
