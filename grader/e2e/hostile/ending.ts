import { GOOD_ANSWER, goodApp, server } from "../support/app-source.ts";
import type { HostileApp } from "./hostile-app.ts";

const unlessPinged = (end: string) => server(`if (request.url === "/ping") ${GOOD_ANSWER} else ${end}`);

/** Apps that end, in the hope that an end without a complaint counts as a pass. */
export const ending: HostileApp[] = [
  {
    name: "ends-at-once",
    tries: "to end with exit code 0 before anything is asked",
    attack: "process.exit(0);",
    control: { source: goodApp(), verdict: 100 },
    expected: "app-exited",
  },
  {
    name: "ends-when-asked",
    tries: "to end with exit code 0 at the first question of a check",
    attack: unlessPinged("process.exit(0);"),
    control: { source: goodApp("process.on('exit', () => {});"), verdict: 100 },
    expected: 0,
  },
  {
    name: "kills-itself-when-asked",
    tries: "to be ended by a signal at the first question of a check, as if the grader had done it",
    attack: unlessPinged('process.kill(process.pid, "SIGKILL");'),
    control: { source: goodApp("process.kill(process.pid, 0);"), verdict: 100 },
    expected: 0,
  },
];
