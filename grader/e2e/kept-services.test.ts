import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "amqplib";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { nativeProvider } from "../src/services/index.ts";
import { fromEnvironment, startCommandLine } from "./support/index.ts";
import { startServices } from "./support/running-services.ts";

// The first RabbitMQ of a state takes ten seconds of a core; with both busy for others, many more.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

/** As for the contract of the providers: those that are named must run. */
const providers = (process.env.PICKING_LABS_PROVIDERS || "native").split(",");
const env = fromEnvironment("DOCKER_HOST", "PICKING_LABS_RABBITMQ_IMAGE");

/** What differs between them in what their user reads. */
const WORDS = {
  native: { runsIn: /process \d+/, ends: "it ends in 15 min" },
  docker: {
    runsIn: /container picking-labs-rabbitmq-\w+/,
    ends: "it ends 15 min after the last connection",
  },
};
const kinds = (["native", "docker"] as const).filter((kind) => providers.includes(kind));

describe.for(kinds)("The RabbitMQ that stays up (%s)", (kind) => {
  let state = "";
  const services = (...words: string[]) =>
    startCommandLine(["services", ...words], { ...env, PICKING_LABS_STATE: state }).ended;

  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), "services "));
  });
  afterAll(async () => {
    await services("down");
    await rm(state, { recursive: true, force: true });
  });

  test("is started by up, shown by status and logs, reached by the URL that is shown, and ended by down", async () => {
    expect((await services("status")).stdout).toBe(
      "rabbitmq: not up; the first grade that needs it starts it\n",
    );
    const { runsIn, ends } = WORDS[kind];
    const up = await services("up", "--services", kind);
    expect(up.stdout + up.stderr).toMatch(
      new RegExp(`rabbitmq: \\d+\\.\\d+\\.\\d+ \\(${kind}\\), ${runsIn.source}, up for \\d+ s`),
    );
    expect(up.code).toBe(0);
    const { stdout } = await services("status");
    expect(stdout).toContain(`nobody uses it; ${ends}`);
    const [url = ""] = /amqp:\S+/.exec(stdout) ?? [];
    await (await connect(url, { timeout: 10_000 })).close();
    const [page = ""] = /http:\S+/.exec(stdout) ?? [];
    const { username, password, origin } = new URL(page);
    const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
    expect((await fetch(`${origin}/api/whoami`, { headers: { authorization } })).status).toBe(200);

    const provider = await {
      native: async () => nativeProvider,
      docker: async () => (await import("../src/services/docker/index.ts")).dockerProvider,
    }[kind]();
    {
      await using _run = await startServices(provider, ["rabbitmq"], { state });
      expect((await services("status")).stdout).toContain("  1 run uses it");
    }
    expect((await services("status")).stdout).toContain("  nobody uses it");
    expect((await services("logs")).stdout).toMatch(
      new RegExp(`^rabbitmq( \\(${kind}\\): its last lines\n|: has written)`),
    );

    expect((await services("down")).stdout).toBe(`rabbitmq: ended (${kind})\n`);
    expect((await services("status")).stdout).toContain("rabbitmq: not up");
    expect((await services("down")).stdout).toBe("rabbitmq: was not up\n");
  });

  test("of another checkout is neither shown nor ended", async () => {
    await using theirs = {
      path: await mkdtemp(join(tmpdir(), "services ")),
      async [Symbol.asyncDispose]() {
        await rm(this.path, { recursive: true, force: true });
      },
    };
    expect((await services("up", "--services", kind)).code).toBe(0);
    const other = (word: string) =>
      startCommandLine(["services", word], { ...env, PICKING_LABS_STATE: theirs.path }).ended;
    expect((await other("status")).stdout).toContain("rabbitmq: not up");
    expect((await other("down")).stdout).toBe("rabbitmq: was not up\n");
    expect((await services("status")).stdout).toContain(`(${kind})`);
  });
});

test("up of servers that a URL names is refused as wrong usage", async () => {
  const { code, stderr } = await startCommandLine(["services", "up", "--services", "external"], {}).ended;
  expect(stderr).toContain("started by those who keep them");
  expect(code).toBe(2);
});
