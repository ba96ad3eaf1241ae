export { logTail } from "./control.ts";
export { leaseRabbitmq } from "./lease.ts";
export { type KeptRabbitmq, rabbitmqDown, rabbitmqStatus, rabbitmqUp } from "./manage.ts";
