export type { Order } from "./order.ts";
export { orderRoutes } from "./order-routes.ts";
