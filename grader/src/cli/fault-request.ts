import { nearest } from "../catalog/index.ts";
import { durationMs, FAULTS, type Fault, type FaultRequest, faultRequest } from "../engine/faults/index.ts";
import { GraderError } from "../errors.ts";

const SERVICES = ["postgres", "redis", "rabbitmq"];

/**
 * What the typed words ask for.
 * @throws GraderError when they ask for nothing that there is
 */
export function faultAsked(service: string, what: string, first?: string, second?: string): FaultRequest {
  const fault = FAULTS.find((known) => known === what);
  if (fault === undefined)
    throw new GraderError("bad-option", `"${what}" is no fault: there is ${FAULTS.join(", ")}.`);
  const times = timesOf(fault, first, second);
  const request = faultRequest.safeParse({ service, fault, ...times });
  if (request.success) return request.data;
  const offer = nearest(service, SERVICES);
  throw new GraderError(
    "bad-option",
    `"${service}" is no service: there is ${SERVICES.join(", ")}, and redis.cz or rabbitmq.cz for one tenant.${offer === undefined ? "" : ` Did you mean ${offer}?`}`,
  );
}

function timesOf(fault: Fault, first?: string, second?: string): Pick<FaultRequest, "forMs" | "byMs"> {
  if (fault === "delay") {
    if (first === undefined)
      throw unclear("delay needs to know by how much: delay 200ms, or delay 200ms 10s.");
    return { byMs: durationMs(first), ...(second !== undefined && { forMs: durationMs(second) }) };
  }
  if (second !== undefined) throw unclear(`Only delay takes two durations; ${fault} does not.`);
  if (fault === "end" && first !== undefined) throw unclear("end takes no duration: it is done at once.");
  return first === undefined ? {} : { forMs: durationMs(first) };
}

const unclear = (message: string) => new GraderError("bad-option", message);
