import { createServer } from "node:http";
import { writeLine } from "./log.ts";
import { Outbox } from "./outbox.ts";
import { respond } from "./respond.ts";
import { buildRoutes } from "./routes.ts";
import { readSettings } from "./settings.ts";
import { leaveOnSignal } from "./shutdown.ts";

const { host, port, profile, reportUrl } = readSettings(process.env);
const outbox = new Outbox(reportUrl);
const routes = buildRoutes(profile, outbox);

const server = createServer((request, response) => respond(routes, request, response));
leaveOnSignal(server, outbox);
server.listen(port, host, () => writeLine("info", "listening", { host, port }));
