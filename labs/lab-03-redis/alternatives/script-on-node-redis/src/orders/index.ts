export { countriesOf, orderRoutes } from "./order-routes.ts";
export { WaitingOrders } from "./waiting-orders.ts";
