import { rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { dirname } from "node:path";
import { joinSockets } from "./join-sockets.ts";
import { LIFELINE, readTarget } from "./protocol.ts";

/** The process behind `openGateway`. Whoever may open its socket is the user who started it, and may connect anywhere anyhow. */
const [socket = ""] = process.argv.slice(2);
/** Between the start of the gateway and the grader's first use of it lies the grader's own start. */
const UNUSED_MS = 60_000;

function end(): never {
  rmSync(dirname(socket), { recursive: true, force: true });
  process.exit();
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
const unused = setTimeout(end, UNUSED_MS);
createServer({ allowHalfOpen: true }, (inside) => {
  inside.on("error", () => inside.destroy());
  void readTarget(inside).then((target) => {
    if (target === undefined) inside.destroy();
    else if (target === LIFELINE) hold(inside);
    else joinSockets(inside, connect({ ...target, allowHalfOpen: true, noDelay: true }));
  });
}).listen(socket);

/** The grader keeps one connection open for as long as it lives, however it ends. */
function hold(lifeline: Socket): void {
  clearTimeout(unused);
  lifeline
    .on("close", end)
    .on("end", () => lifeline.destroy())
    .resume();
}
