import { GraderError } from "../../errors.ts";
import { type ServiceName, SHOWN_NAMES } from "../minimum-versions.ts";
import { URL_VARIABLES } from "../url-variables.ts";

/** @param what follows "The Redis that the environment names" */
export const outsideFailed = (service: ServiceName, what: string, cause?: unknown): GraderError =>
  new GraderError("service-failed", `The ${SHOWN_NAMES[service]} that the environment names ${what}.`, {
    cause,
    cure: `See that it runs and that the URL is right, or leave ${URL_VARIABLES[service]} unset.`,
  });
