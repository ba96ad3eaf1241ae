import type { RabbitmqSurroundings } from "@picking-labs/contracts";
import { GraderError } from "../../errors.ts";
import type { ServiceRequest, StartedService } from "../provider.ts";

export async function leaseRabbitmq(_request: ServiceRequest): Promise<StartedService<RabbitmqSurroundings>> {
  throw new GraderError("service-failed", "This version cannot start RabbitMQ yet.");
}
