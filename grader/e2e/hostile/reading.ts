import { type HostileApp, thief } from "./hostile-app.ts";

const shell = 'import { execFileSync } from "node:child_process";';

/** Apps that look for the suite, the judge's credentials and the grader's memory. */
export const reading: HostileApp[] = [
  {
    name: "environment-of-the-grader",
    tries: "to read the environment of the process that started it, by a child process that reads /proc",
    attack: thief(
      'return execFileSync("cat", [`/proc/${process.ppid}/environ`], { encoding: "utf8" }).includes("PICKING_LABS_STATE");',
      shell,
    ),
    control: {
      source: thief(
        'return execFileSync("cat", ["/proc/self/environ"], { encoding: "utf8" }).includes("PORT=");',
        shell,
      ),
      verdict: 0,
    },
    expected: { process: 0, bubblewrap: 100 },
    getsThrough: "the environment of the grader's process",
  },
];
