import Fastify, { LogController } from "fastify";
import { app } from "./app.ts";
import { readConfig } from "./config.ts";
import { loggerOptions } from "./http/index.ts";
import { shutDownOnSignal } from "./shut-down.ts";

const server = Fastify({
  logger: loggerOptions,
  logController: new LogController({ disableRequestLogging: true }),
});
shutDownOnSignal(server);

try {
  const config = readConfig(process.env);
  await server.register(app, config);
  await server.listen(config);
} catch (error) {
  server.log.error({ reason: String(error) }, "the app does not start");
  process.exit(1);
}
