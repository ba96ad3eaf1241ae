import { spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RabbitmqSurroundings } from "@picking-labs/contracts";
import { ManagementApi } from "../amqp/index.ts";
import { byTenant } from "../by-tenant.ts";
import { eventually } from "../eventually.ts";
import { freePort } from "./free-port.ts";

/** Erlang reads its cookie as the file's owner; as root it would share the machine's. This is "nobody". */
const ACCOUNT = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
/** It loads for about six seconds of a core. */
const START_LIMIT_MS = 90_000;

/** A throw-away node with its virtual hosts, in a home and with a port mapper of its own. */
export async function startRabbitmq(): Promise<RabbitmqSurroundings & AsyncDisposable> {
  await using cleanUp = new AsyncDisposableStack();
  const home = await mkdtemp(join(tmpdir(), "test-kit-rabbitmq-"));
  cleanUp.defer(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
  const place: RabbitmqSurroundings = {
    host: "127.0.0.1",
    port: await freePort(),
    managementPort: await freePort(),
    judge: { user: "judge", password: "judge-secret" },
    app: { user: "app", password: "app-secret" },
    virtualHosts: byTenant((tenant) => `run-${tenant}`),
    prefix: "run-",
  };
  const env = await configure(home, place);
  // A process group of its own: the node and its port mapper end together.
  const server = spawn("/usr/lib/rabbitmq/bin/rabbitmq-server", {
    ...ACCOUNT,
    cwd: home,
    env,
    stdio: "ignore",
    detached: true,
  });
  cleanUp.defer(async () => {
    if (server.pid !== undefined && server.exitCode === null && server.signalCode === null) {
      process.kill(-server.pid, "SIGKILL");
      await once(server, "exit");
    }
    await endPortMapper(Number(env.ERL_EPMD_PORT));
  });
  await prepare(place);
  const ready = cleanUp.move();
  return { ...place, [Symbol.asyncDispose]: () => ready.disposeAsync() };
}

async function configure(home: string, { port, managementPort, judge }: RabbitmqSurroundings) {
  const file = (name: string) => join(home, name);
  await writeFile(
    file("rabbitmq.conf"),
    [
      `listeners.tcp.1 = 127.0.0.1:${port}`,
      "management.tcp.ip = 127.0.0.1",
      `management.tcp.port = ${managementPort}`,
      `default_user = ${judge.user}`,
      `default_pass = ${judge.password}`,
      "log.console = false",
      "log.file = false",
    ].join("\n"),
  );
  await writeFile(file("plugins"), "[rabbitmq_management].");
  await mkdir(file("mnesia"));
  if (ACCOUNT.uid !== undefined)
    for (const path of [home, file("mnesia"), file("plugins"), file("rabbitmq.conf")])
      await chown(path, ACCOUNT.uid, ACCOUNT.gid);
  return {
    PATH: process.env.PATH,
    HOME: home,
    RABBITMQ_NODENAME: `test-kit-${process.pid}-${port}@localhost`,
    RABBITMQ_DIST_PORT: String(await freePort()),
    ERL_EPMD_PORT: String(await freePort()),
    ERL_EPMD_ADDRESS: "127.0.0.1",
    RABBITMQ_CONFIG_FILE: file("rabbitmq.conf"),
    RABBITMQ_ENABLED_PLUGINS_FILE: file("plugins"),
    RABBITMQ_MNESIA_BASE: file("mnesia"),
    RABBITMQ_LOG_BASE: home,
    RABBITMQ_PID_FILE: file("pid"),
  };
}

/** The first node starts it as a daemon, apart from itself; it lets itself be ended once it has noticed that the node is gone. */
async function endPortMapper(port: number): Promise<void> {
  await eventually(
    async () => {
      const epmd = spawn("epmd", ["-port", String(port), "-kill"], { stdio: ["ignore", "pipe", "ignore"] });
      let said = "";
      epmd.stdout.on("data", (text: Buffer) => {
        said += text.toString();
      });
      await once(epmd, "close");
      return !said.includes("not allowed");
    },
    () => "RabbitMQ's port mapper could not be ended",
  );
}

async function prepare(place: RabbitmqSurroundings): Promise<void> {
  const api = new ManagementApi(place);
  await eventually(
    () =>
      api.put("/users/app", { password: place.app.password, tags: "" }).then(
        () => true,
        () => false,
      ),
    () => "RabbitMQ did not start",
    { within: START_LIMIT_MS },
  );
  for (const virtualHost of Object.values(place.virtualHosts)) await api.createVirtualHost(virtualHost);
}
