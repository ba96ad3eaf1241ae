export { leaseRabbitmq } from "./lease.ts";
