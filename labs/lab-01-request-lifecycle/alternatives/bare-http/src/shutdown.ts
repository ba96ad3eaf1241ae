import type { Server } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { writeLine } from "./log.ts";
import type { Outbox } from "./outbox.ts";

const GRACE_MS = 2_000;
const LOOK_EVERY_MS = 20;

export function leaveOnSignal(server: Server, outbox: Outbox): void {
  process.on("SIGTERM", () => leave(server, outbox));
  process.on("SIGINT", () => leave(server, outbox));
}

/** Two seconds for all that is in hand; what is left then is given up by name. */
async function leave(server: Server, outbox: Outbox): Promise<void> {
  const until = performance.now() + GRACE_MS;
  let isAnswering = true;
  writeLine("info", "leaving");
  server.close(() => {
    isAnswering = false;
  });
  while (performance.now() < until && (isAnswering || !outbox.isEmpty)) {
    await pause(LOOK_EVERY_MS);
    server.closeIdleConnections();
  }
  await outbox.giveUp();
  process.exit(0);
}
