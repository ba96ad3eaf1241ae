import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Problem } from "./problem.mjs";

const beatEvery = 1_000; // ms
const silentMs = 20_000; // without a beat for so long the owner is gone, and its pid may be somebody else's by now
const pollEvery = 100; // ms
const patience = 10 * 60_000; // ms: longer than any installation, so that waiting always ends

/** @typedef {{ pid: number, host: string, token: string }} Owner */

/**
 * Runs `work` while no other process does so for this file. A lock whose owner died is taken over.
 * @template T
 * @param {string} file
 * @param {(message: string) => void} say
 * @param {() => Promise<T>} work
 * @param {number} [silentAfter] ms
 * @returns {Promise<T>}
 */
export async function withLock(file, say, work, silentAfter = silentMs) {
  mkdirSync(dirname(file), { recursive: true });
  const token = await acquire(file, say, silentAfter);
  const beat = setInterval(() => touch(file, token), beatEvery);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    if (ownerOf(file)?.token === token) rmSync(file, { force: true });
  }
}

/**
 * @param {string} file
 * @param {(message: string) => void} say
 * @param {number} silentAfter
 */
async function acquire(file, say, silentAfter) {
  const isSilent = watchBeat(file, silentAfter);
  const started = performance.now();
  let told = false;
  while (performance.now() - started < patience) {
    const token = create(file);
    if (token !== undefined) return token;
    const owner = ownerOf(file);
    if (isSilent() || isDead(owner)) setAside(file, owner);
    else if (!told && owner !== undefined) {
      say(`Another terminal (process ${owner.pid}) is installing here. Waiting until it is done.`);
      told = true;
    }
    await delay(pollEvery);
  }
  throw new Problem(`Another installation has run here for ten minutes. If there is none, delete ${file}.`);
}

/**
 * @param {string} file
 * @returns {string | undefined} the token of the new lock, or nothing when somebody else holds it
 */
function create(file) {
  const token = `${process.pid}-${Math.random().toString(36).slice(2)}`;
  try {
    writeFileSync(file, JSON.stringify({ pid: process.pid, host: hostname(), token }), { flag: "wx" });
    return token;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return undefined;
    throw error;
  }
}

/**
 * Moves a dead owner's lock away. Two that wait may both try: whoever finds a fresh lock in hand puts it back.
 * @param {string} file
 * @param {Owner | undefined} dead
 */
function setAside(file, dead) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return; // released or moved by another meanwhile
  }
  if (ownerOf(aside)?.token !== dead?.token) renameSync(aside, file);
  else rmSync(aside, { force: true });
}

/** @param {Owner | undefined} owner */
function isDead(owner) {
  if (owner === undefined || owner.host !== hostname()) return false;
  try {
    process.kill(owner.pid, 0);
    return false;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "ESRCH";
  }
}

/**
 * Time is this process's own: after a laptop slept, file times alone would call a live owner silent.
 * @param {string} file
 * @param {number} silentAfter ms
 */
function watchBeat(file, silentAfter) {
  let seen = 0;
  let since = performance.now();
  return () => {
    const beat = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (beat !== seen) since = performance.now();
    seen = beat;
    return performance.now() - since > silentAfter;
  };
}

/**
 * @param {string} file
 * @param {string} token
 */
function touch(file, token) {
  if (ownerOf(file)?.token === token) utimesSync(file, new Date(), new Date());
}

/**
 * @param {string} file
 * @returns {Owner | undefined}
 */
function ownerOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined; // gone, or being written this very moment
  }
}
