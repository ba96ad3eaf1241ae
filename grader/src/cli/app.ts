import { buildApplication, buildRouteMap } from "@stricli/core";
import { checkCommand } from "./check.ts";
import { devCommand } from "./dev.ts";
import { doctorCommand } from "./doctor.ts";
import { faultCommand } from "./fault.ts";
import { gradeCommand } from "./grade.ts";
import { labsCommand } from "./labs.ts";
import { replayCommand } from "./replay.ts";
import { servicesCommand } from "./services.ts";
import { startCommand } from "./start.ts";

const routes = buildRouteMap({
  routes: {
    grade: gradeCommand,
    start: startCommand,
    dev: devCommand,
    fault: faultCommand,
    replay: replayCommand,
    labs: labsCommand,
    check: checkCommand,
    services: servicesCommand,
    doctor: doctorCommand,
  },
  docs: { brief: "Graded back-end labs around the picking-position engine" },
});

export const app = buildApplication(routes, {
  name: "npm run",
  scanner: { caseStyle: "allow-kebab-for-camel" },
});
