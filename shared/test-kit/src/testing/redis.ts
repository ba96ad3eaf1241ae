import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RedisSurroundings } from "@picking-labs/contracts";
import { byTenant } from "../by-tenant.ts";
import { eventually } from "../eventually.ts";
import { connectRedis } from "../redis/index.ts";
import { freePort } from "./free-port.ts";

/** As many as let all checks run side by side. */
const DATABASES = 128;

/** A throw-away server with nothing in it; the app's user may not flush or reconfigure it. */
export async function startRedis(databases = DATABASES): Promise<RedisSurroundings & AsyncDisposable> {
  await using cleanUp = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "test-kit-redis-"));
  cleanUp.defer(() => rm(folder, { recursive: true, force: true }));
  const place: RedisSurroundings = {
    host: "127.0.0.1",
    port: await freePort(),
    judge: { user: "judge", password: "judge-secret" },
    app: { user: "app", password: "app-secret" },
    databases: byTenant((_tenant, index) => index),
    databaseCount: databases,
  };
  const configuration = [
    `port ${place.port}`,
    "bind 127.0.0.1",
    'save ""',
    "appendonly no",
    `databases ${databases}`,
    "user default off",
    `user ${place.judge.user} on >${place.judge.password} ~* &* +@all`,
    `user ${place.app.user} on >${place.app.password} ~* &* +@all -@admin -flushall -flushdb`,
  ];
  await writeFile(join(folder, "redis.conf"), configuration.join("\n"));
  const server = spawn("redis-server", ["redis.conf"], { cwd: folder, stdio: "ignore" });
  cleanUp.defer(async () => {
    server.kill("SIGKILL");
    if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
  });
  const client = await eventually(
    () => connectRedis(place, 0).catch(() => undefined),
    () => "Redis did not start",
    { within: 10_000 },
  );
  client.disconnect();
  const ready = cleanUp.move();
  return { ...place, [Symbol.asyncDispose]: () => ready.disposeAsync() };
}
