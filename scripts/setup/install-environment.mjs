import { execFile } from "node:child_process";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { canWrite } from "./access.mjs";

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
  /** @type {NodeJS.ProcessEnv} */
  const result = {
    npm_config_update_notifier: "false",
    ...prefixed("npm_config_", retries),
    ...prefixed("pnpm_config_", retries),
    ...env,
    ...caches(root, env),
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

/**
 * The folders of npm and pnpm that cannot be written where they belong, moved into the checkout.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
function caches(root, env) {
  const folders = [
    { variable: "npm_config_cache", usual: ".npm" },
    { variable: "XDG_CACHE_HOME", usual: ".cache" },
    { variable: "XDG_CONFIG_HOME", usual: ".config" },
    { variable: "XDG_DATA_HOME", usual: ".local/share" },
    { variable: "XDG_STATE_HOME", usual: ".local/state" },
  ];
  const moved = folders
    .filter(({ variable, usual }) => !canWrite(env[variable] || join(homedir(), usual)))
    .map(({ variable, usual }) => [variable, join(root, ".labs/cache", usual)]);
  return Object.fromEntries(moved);
}

/**
 * @param {string} prefix
 * @param {Record<string, string>} settings
 */
function prefixed(prefix, settings) {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [prefix + name, value]));
}
