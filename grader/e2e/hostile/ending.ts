import { GOOD_ANSWER, goodApp, server } from "../support/app-source.ts";
import type { HostileApp } from "./hostile-app.ts";

const unlessPinged = (end: string) => server(`if (request.url === "/ping") ${GOOD_ANSWER} else ${end}`);
/** Past all of Node's queues: it is on its way when this statement is over. */
const PONG = `response.socket.end('HTTP/1.1 200 OK\\r\\nconnection: close\\r\\ncontent-length: 15\\r\\n\\r\\n{"status":"ok"}');`;

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
  {
    name: "ends-after-the-ping",
    tries: "to be ready for one ping, and to end with exit code 0 with its answer",
    attack: server(`${PONG} process.reallyExit(0);`),
    control: { source: server(`if (request.url === "/ping") { ${PONG} } else ${GOOD_ANSWER}`), verdict: 100 },
    // It may still be seen listening while it ends.
    expected: ["app-exited", 0],
  },
  {
    name: "stops-itself-when-asked",
    tries: "to be ended by SIGTERM at the first question of a check, as a stopped run ends it",
    attack: unlessPinged('process.kill(process.pid, "SIGTERM");'),
    control: { source: goodApp("process.on('SIGTERM', () => {});"), verdict: 100 },
    expected: 0,
  },
  {
    name: "ends-within-its-answer",
    tries: "to begin every answer with a status of 200, and to end before the rest of it",
    attack: unlessPinged(
      'response.writeHead(200, { "content-length": 100 }).write(\'{"up":\', () => process.exit(0));',
    ),
    control: {
      source: server(
        `if (request.url === "/") response.writeHead(200, { "content-length": 11 }).write('{"up":', () => response.end("true}")); else ${GOOD_ANSWER}`,
      ),
      verdict: 100,
    },
    expected: 0,
  },
];
