import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { connectionTo } from "./decisions/connection.ts";
import { decisionLog } from "./decisions/decision-log.ts";
import { insertDecision } from "./decisions/insert-decision.ts";
import { readDecisions, readSummary } from "./decisions/read-decisions.ts";
import { serve } from "./http/serve.ts";
import { log } from "./log.ts";
import { ordersHandler } from "./orders/orders-handler.ts";
import { settingsFrom } from "./settings.ts";

/** Statements at one time, each on a connection of its own; reading has one more. */
const WRITERS = 3;

const settings = settingsFrom(process.env);
const reader = connectionTo(settings.databaseUrl, { connectMs: 2_000, answerMs: 2_500 });
const writers = Array.from({ length: WRITERS }, () =>
  connectionTo(settings.databaseUrl, { connectMs: 3_000, answerMs: 5_000 }),
);
const decisions = decisionLog(writers, insertDecision, settings.retryForMs, log);

if (settings.databaseUrl !== undefined)
  await reader((sql) => sql`SELECT 1`).catch((error: Error) =>
    log("warn", "Postgres is away", { reason: error.message }),
  );

const server = serve(
  {
    "GET /ping": async () => ({ status: "ok" }),
    "POST /orders": ordersHandler(settings.mayWrite ? decisions.keep : () => undefined),
    "GET /decisions": async ({ query }) => ({ decisions: await readDecisions(reader, query) }),
    "GET /decisions/summary": async ({ query }) => ({ summary: await readSummary(reader, query) }),
  },
  log,
);
server.listen(settings.port, settings.host, () => log("info", "listening", { port: settings.port }));

process.once("SIGTERM", async () => {
  const limit = pause(4_000);
  const closed = once(server, "close");
  server.close();
  await Promise.race([closed.then(decisions.settled), limit]);
  decisions.nameUnwritten();
  process.exit(0);
});
