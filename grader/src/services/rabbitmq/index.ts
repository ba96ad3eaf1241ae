export { amqpAnswers } from "./handshake.ts";
export { startNode } from "./keeper/node.ts";
export {
  createTenancy,
  newTenancyId,
  removeTenancy,
  removeTenancyOf,
  TENANCY_MARK,
} from "./keeper/tenancy.ts";
export { leaseRabbitmq } from "./lease.ts";
export { rabbitmqKeeper } from "./manage.ts";
export { type Management, managementOf } from "./management.ts";
export { ENABLED_PLUGINS, nodeConfig } from "./node-config.ts";
