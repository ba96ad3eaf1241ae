import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { isWritable } from "./access.mjs";

const run = promisify(execFile);

/** npm settings that pnpm knows by the same name but reads from its own variables only. */
const shared = ["registry", "proxy", "https_proxy", "noproxy", "cafile", "strict_ssl", "userconfig"];

/** A machine without network is told so after seconds, not after a minute; a short hiccup is still survived. */
const retries = { fetch_retries: "3", fetch_retry_mintimeout: "500", fetch_retry_maxtimeout: "3000" };

/**
 * The environment of an installation: npm's settings hold for pnpm as well, and everything is kept inside the
 * checkout where the home folder cannot be written.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function installEnvironment(root, env) {
  const defaults = { ...cachesInside(root), npm_config_update_notifier: "false" };
  /** @type {NodeJS.ProcessEnv} */
  const result = {
    ...defaults,
    ...prefixed("npm_config_", retries),
    ...prefixed("pnpm_config_", retries),
    ...env,
  };
  for (const name of shared) {
    const value = env[`npm_config_${name}`];
    if (value) result[`pnpm_config_${name}`] ??= value;
  }
  const registry = await npmRegistry(root, env);
  if (registry) result.pnpm_config_registry ??= registry;
  return result;
}

/**
 * npm's own answer counts its command line, variables and every .npmrc, also those that pnpm does not read.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
async function npmRegistry(root, env) {
  const answer = await run("npm", ["config", "get", "registry"], { cwd: root, env }).catch(() => undefined);
  const registry = answer?.stdout.trim();
  return registry?.startsWith("http") ? registry : undefined;
}

/** @param {string} root */
function cachesInside(root) {
  const home = homedir();
  const cache = join(home, ".npm"); // belongs to root where npm was once run by it
  if (existsSync(home) && isWritable(home) && (!existsSync(cache) || isWritable(cache))) return {};
  const inside = (/** @type {string} */ name) => join(root, ".labs", "cache", name);
  return {
    npm_config_cache: inside("npm"),
    XDG_CACHE_HOME: inside("cache"),
    XDG_DATA_HOME: inside("data"),
    XDG_STATE_HOME: inside("state"),
  };
}

/**
 * @param {string} prefix
 * @param {Record<string, string>} settings
 */
function prefixed(prefix, settings) {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [prefix + name, value]));
}
