export { choosePosition, decide, type Workload } from "./decide.ts";
export type { Decision, Order, Position, Product, StorageType } from "./order.ts";
export { COUNTRIES, type Country, countryOf, WAREHOUSES } from "./warehouses.ts";
