export { instant } from "./instant.ts";
export { orderRoutes } from "./order-routes.ts";
export { orderSchema } from "./order-schema.ts";
