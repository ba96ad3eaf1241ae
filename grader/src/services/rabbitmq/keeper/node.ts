import { randomBytes } from "node:crypto";
import { chown, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { GraderError } from "../../../errors.ts";
import { type Child, type Processes, takePort } from "../../../sandbox/index.ts";
import type { Account } from "../../account.ts";
import { findRabbitmq, serviceMissing } from "../../installation/index.ts";
import { assertNotTooOld } from "../../minimum-versions.ts";
import { newPassword } from "../../new-password.ts";
import { serviceFailed } from "../../service-failed.ts";
import { amqpAnswers } from "../handshake.ts";
import { type Login, type Management, managementOf } from "../management.ts";
import { ENABLED_PLUGINS, nodeConfig, nodeEnvironment, type Ports } from "../node-config.ts";

/** Five or six seconds of a free core; a busy machine gets two minutes. */
const START_LIMIT_MS = 120_000;
const LOOK_MS = 50;
/** Erlang's port mapper in the server's own process group, so that one kill ends both. */
const BOTH = '"$1" -address 127.0.0.1 -port "$2" & exec "$3"';

/** A RabbitMQ that answers. */
export type Node = AsyncDisposable & {
  ports: Ports;
  version: string;
  admin: Login;
  management: Management;
  /** Resolves when it ends although nobody asked it to. */
  lost: Promise<GraderError>;
};

export type NodePlace = { folder: string; account: Account; processes: Processes };

/** Starts a node that keeps everything below `folder`, which is the account's. It ends by SIGKILL: asked politely it takes six seconds. */
export async function startNode({ folder, account, processes }: NodePlace): Promise<Node> {
  const program = findRabbitmq();
  if (program === undefined) throw serviceMissing(["rabbitmq"]);
  await using cleanUp = new AsyncDisposableStack();
  const port = async () => cleanUp.use(await takePort()).number;
  const ports: Ports = {
    amqp: await port(),
    management: await port(),
    distribution: await port(),
    epmd: await port(),
  };
  const admin: Login = { user: "keeper", password: newPassword() };
  const name = `picking-labs-${randomBytes(4).toString("hex")}@localhost`;
  await writeFiles(folder, account, {
    "rabbitmq.conf": nodeConfig(ports, admin),
    enabled_plugins: ENABLED_PLUGINS,
    environment: "",
    ".erlang.cookie": randomBytes(20).toString("hex"),
  });
  const env = nodeEnvironment(folder, name, ports);
  const words = ["-c", BOTH, "sh", program.epmd, String(ports.epmd), program.server];
  const server = processes.start("/bin/sh", words, { name: "rabbitmq", account, cwd: folder, env });
  cleanUp.defer(() => server.kill("SIGKILL", 0));
  const management = cleanUp.use(managementOf(ports.management, admin));
  const version = await untilAnswers(ports, management, server);
  assertNotTooOld("rabbitmq", version);
  const ready = cleanUp.move();
  return {
    ports,
    version,
    admin,
    management,
    lost: server.ended.then(({ code, signal }) =>
      serviceFailed("rabbitmq", `ended with ${signal ?? `exit code ${code}`}`, server.tail()),
    ),
    [Symbol.asyncDispose]: () => ready.disposeAsync(),
  };
}

async function writeFiles(folder: string, account: Account, files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    await writeFile(path, text, { mode: 0o400 });
    if (account.uid !== undefined) await chown(path, account.uid, account.gid ?? account.uid);
  }
}

async function untilAnswers({ amqp }: Ports, management: Management, server: Child): Promise<string> {
  const until = performance.now() + START_LIMIT_MS;
  for (;;) {
    try {
      await amqpAnswers(amqp);
      const { rabbitmq_version: version } = (await management.must("GET", "/overview")) as Record<
        string,
        unknown
      >;
      return String(version);
    } catch (cause) {
      if (server.exited) throw serviceFailed("rabbitmq", "ended while it started", server.tail(), cause);
      if (performance.now() > until)
        throw serviceFailed(
          "rabbitmq",
          `did not answer on port ${amqp} within two minutes`,
          server.tail(),
          cause,
        );
      await delay(LOOK_MS);
    }
  }
}
