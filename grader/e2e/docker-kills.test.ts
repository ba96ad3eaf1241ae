import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, vi } from "vitest";
import { containersOf, docker, flat, fromEnvironment, test } from "./support/index.ts";

// Containers of a machine whose cores are both busy for others take their time.
vi.setConfig({ testTimeout: 180_000 });

/** As for the contract of the providers: those that are named must run. */
const providers = (process.env.PICKING_LABS_PROVIDERS || "native").split(",");
const env = fromEnvironment("DOCKER_HOST", "PICKING_LABS_POSTGRES_IMAGE");

const GRADE = ["grade", "lab-91", "--target", "solution", "--services", "docker"];
const IN_CHECKS = /✓ passed {2}Items are read back/;

/** The engine behind a socket that can go away, as the engine's own does when it is ended. */
async function engineThatMayGo() {
  const folder = await mkdtemp(join(tmpdir(), "engine-"));
  const path = join(folder, "socket");
  const engine = new URL(process.env.DOCKER_HOST ?? "unix:///var/run/docker.sock").pathname;
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    const onward = connect(engine);
    for (const one of [socket, onward]) open.add(one.on("error", () => {}));
    socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    env: { ...env, DOCKER_HOST: `unix://${path}` },
    goesAway() {
      server.close();
      for (const socket of open) socket.destroy();
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

describe.runIf(providers.includes("docker"))("On containers", () => {
  test("kill -9 of the grader leaves one, and the next command removes it and grades", async ({ place }) => {
    const gate = await place.holdChecks();
    const command = place.start(GRADE, env);
    await command.seen(IN_CHECKS);
    command.signal("SIGKILL");
    expect((await command.ended).signal).toBe("SIGKILL");
    expect(await containersOf(command.runs)).toHaveLength(1);
    await gate.open();
    const next = place.start(GRADE, env);
    const { code, stdout } = await next.ended;
    expect(stdout).toContain("Score 100 of 100");
    expect(code).toBe(0);
    expect(await containersOf(command.runs)).toEqual([]);
    expect(await containersOf(next.runs)).toEqual([]);
  });

  test("Ctrl-C leaves none", async ({ place }) => {
    await place.holdChecks();
    const command = place.start(GRADE, env);
    await command.seen(IN_CHECKS);
    expect(await containersOf(command.runs)).toHaveLength(1);
    command.interrupt();
    expect((await command.ended).code).toBe(130);
    expect(await containersOf(command.runs)).toEqual([]);
  });

  test("a Postgres that is killed twice ends the run as infra, exit 4, and never as a score", async ({
    place,
  }) => {
    await place.holdChecks();
    const command = place.start(GRADE, env);
    const kill = async () => docker("kill", ...(await containersOf(command.runs)));
    await command.seen(IN_CHECKS);
    await kill();
    await command.seen(/trying once more[\s\S]*✓ passed {2}Items are read back/);
    await kill();
    const { code, stdout } = await command.ended;
    expect(flat(stdout)).toContain("The grader could not finish Postgres ended with exit code 137.");
    expect(stdout).not.toMatch(/Score \d|✗/);
    expect(code).toBe(4);
    expect(await containersOf(command.runs)).toEqual([]);
  });

  test("an engine that goes away leaves one, and the next command that finds it again removes it", async ({
    place,
  }) => {
    const gate = await place.holdChecks();
    await using engine = await engineThatMayGo();
    const command = place.start(GRADE, engine.env);
    await command.seen(IN_CHECKS);
    engine.goesAway();
    await gate.open();
    const { code, stdout } = await command.ended;
    // Its container lives on, and so does the grade.
    expect(stdout).toContain("Score 100 of 100");
    expect(code).toBe(0);
    expect(await containersOf(command.runs)).toHaveLength(1);
    expect((await place.start(GRADE, env).ended).code).toBe(0);
    expect(await containersOf(command.runs)).toEqual([]);
  });

  test("an engine that goes away takes an app in a container along: infra, exit 4, and never a score", async ({
    place,
  }) => {
    const gate = await place.holdChecks();
    await using engine = await engineThatMayGo();
    const words = ["grade", "lab-91", "--target", "solution", "--isolation", "container"];
    const command = place.start(words, engine.env);
    await command.seen(IN_CHECKS);
    engine.goesAway();
    const { code, stdout } = await command.ended;
    await gate.open();
    expect(flat(stdout)).toContain("The container of the app was lost:");
    expect(stdout).not.toMatch(/Score \d|✗/);
    expect(code).toBe(4);
    expect((await place.start(words, env).ended).code).toBe(0);
    expect(await containersOf(command.runs)).toEqual([]);
  });
});
