export { consumerRoutes } from "./consumer-routes.ts";
export { type TenantConsumer, tenantConsumer } from "./tenant-consumer.ts";
