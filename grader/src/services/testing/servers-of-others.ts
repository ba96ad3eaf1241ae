import { chown, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createProcesses, takePort } from "../../sandbox/index.ts";
import { newRunId } from "../../workspace/index.ts";
import { serviceAccount } from "../account.ts";
import { findProgram } from "../installation/index.ts";
import { startNode } from "../rabbitmq/index.ts";
import { untilRedisAnswers } from "../redis/index.ts";

const PASSWORD = "a word / of others";

export type ServersOfOthers = AsyncDisposable & { redis: string; rabbitmq: string };

/** A real Redis that stands for one that somebody else keeps, as a URL. */
export async function startRedisOfOthers(databases: number): Promise<AsyncDisposable & { redis: string }> {
  await using cleanUp = new AsyncDisposableStack();
  const processes = cleanUp.use(createProcesses(newRunId()));
  const account = serviceAccount();
  const port = cleanUp.use(await takePort()).number;
  const config = [
    `bind 127.0.0.1\nport ${port}\ndatabases ${databases}\nsave ""`,
    `requirepass "${PASSWORD}"\nset-proc-title no\n`,
  ];
  const program = findProgram("redis-server") ?? "redis-server";
  const redis = processes.start(program, ["-"], { name: "redis", account, input: config.join("\n") });
  cleanUp.defer(() => redis.kill("SIGKILL", 0));
  const login = { host: "127.0.0.1", port, user: "default", password: PASSWORD };
  await untilRedisAnswers(login, redis, AbortSignal.timeout(20_000));
  const ready = cleanUp.move();
  return {
    redis: `redis://:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => ready.disposeAsync(),
  };
}

/** Real servers that stand for those that somebody else keeps, as URLs. */
export async function startServersOfOthers(databases = 256): Promise<ServersOfOthers> {
  await using cleanUp = new AsyncDisposableStack();
  const { redis } = cleanUp.use(await startRedisOfOthers(databases));
  const processes = cleanUp.use(createProcesses(newRunId()));
  const account = serviceAccount();
  const folder = await mkdtemp(join(tmpdir(), "servers-of-others-"));
  cleanUp.defer(() => rm(folder, { recursive: true, force: true }));
  if (account.uid !== undefined) await chown(folder, account.uid, account.gid ?? account.uid);
  const { ports, management } = cleanUp.use(await startNode({ folder, account, processes }));
  await management.must("PUT", "/users/owner", { password: PASSWORD, tags: "administrator" });
  await management.must("PUT", "/permissions/%2F/owner", { configure: ".*", write: ".*", read: ".*" });
  await management.must("PUT", "/users/guest-of-theirs", { password: PASSWORD, tags: "management" });
  const ready = cleanUp.move();
  const word = encodeURIComponent(PASSWORD);
  return {
    redis,
    rabbitmq: `http://owner:${word}@127.0.0.1:${ports.management}`,
    [Symbol.asyncDispose]: () => ready.disposeAsync(),
  };
}
