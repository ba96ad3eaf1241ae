import { GOOD_ANSWER, goodApp, server } from "../support/app-source.ts";
import type { HostileApp } from "./hostile-app.ts";

/** Apps that end, in the hope that an end without a complaint counts as a pass. */
export const ending: HostileApp[] = [
  {
    name: "ends-at-once",
    tries: "to end with exit code 0 before anything is asked",
    attack: "process.exit(0);",
    control: { source: goodApp(), verdict: 100 },
    expected: { process: "app-exited", bubblewrap: "app-exited" },
  },
  {
    name: "ends-when-asked",
    tries: "to end with exit code 0 at the first question of a check",
    attack: server(`if (request.url === "/ping") ${GOOD_ANSWER} else process.exit(0);`),
    control: { source: goodApp(), verdict: 100 },
    expected: { process: 0, bubblewrap: 0 },
  },
];
