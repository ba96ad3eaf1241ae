export { connectTo, type TenantClient } from "./client.ts";
export { type Patient, patient, RedisAway } from "./patient.ts";
