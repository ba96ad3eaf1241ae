import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { installEnvironment } from "./install-environment.mjs";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "environment-"));
});
afterEach(() => rmSync(root, { recursive: true }));

const machine = { PATH: process.env.PATH, HOME: tmpdir() };

test("A mirror set for npm by a variable is the one that pnpm asks", async () => {
  const environment = await installEnvironment(root, {
    ...machine,
    npm_config_registry: "http://mirror.test/",
  });
  expect(environment.pnpm_config_registry).toBe("http://mirror.test/");
});

test("npm's proxy and certificates hold for pnpm, and what is set for pnpm itself is kept", async () => {
  const environment = await installEnvironment(root, {
    ...machine,
    npm_config_https_proxy: "http://proxy.test:8080",
    npm_config_cafile: "/npm.pem",
    pnpm_config_cafile: "/pnpm.pem",
  });
  expect(environment).toMatchObject({
    pnpm_config_https_proxy: "http://proxy.test:8080",
    pnpm_config_cafile: "/pnpm.pem",
  });
});

test("Caches stay where they belong while they can be written there", async () => {
  const environment = await installEnvironment(root, { ...machine, npm_config_cache: join(root, "npm") });
  expect(environment.npm_config_cache).toBe(join(root, "npm"));
  expect(environment.XDG_DATA_HOME).toBe(process.env.XDG_DATA_HOME);
});

test("Caches that cannot be written where they belong lie in the checkout", async () => {
  const impossible = "/dev/null/cache";
  const environment = await installEnvironment(root, {
    ...machine,
    npm_config_cache: impossible,
    XDG_DATA_HOME: impossible,
  });
  expect(environment.npm_config_cache).toBe(join(root, ".labs/cache/.npm"));
  expect(environment.XDG_DATA_HOME).toBe(join(root, ".labs/cache/.local/share"));
});

test("How long a dead network is tried can be set by whoever starts it", async () => {
  const environment = await installEnvironment(root, { ...machine, npm_config_fetch_retries: "9" });
  expect(environment).toMatchObject({ npm_config_fetch_retries: "9", pnpm_config_fetch_retries: "3" });
});
