export { findProgram } from "./find-program.ts";
export { findRabbitmq } from "./find-rabbitmq.ts";
export { type InstallRequest, installServers } from "./install.ts";
export { installCommand, missingServers, PACKAGES, serviceMissing } from "./missing.ts";
