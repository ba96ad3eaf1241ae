import { spawn } from "node:child_process";
import { once } from "node:events";

/** @typedef {import("node:child_process").ChildProcess} ChildProcess */

const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
const witnessTime = 100; // ms in which a signal to the whole group has surely killed the witness as well
const echoTime = 500; // ms: npm, above us, repeats the terminal's Ctrl-C within a few

/**
 * Hands signals on to a child, once each, and keeps this process alive until the child has ended. A signal to the
 * whole process group, such as a terminal's Ctrl-C, has reached the child already. Only a third process can tell:
 * a witness in the same group, which dies of that signal.
 * @param {ChildProcess} child
 */
export function passSignals(child) {
  let witness = startWitness();
  let reachedGroup = Number.NEGATIVE_INFINITY;

  /** @type {NodeJS.Signals | undefined} */
  let received;

  const pass = async (/** @type {NodeJS.Signals} */ signal) => {
    received ??= signal;
    if (performance.now() - reachedGroup < echoTime) return;
    if (await endsWithin(witness, witnessTime)) {
      reachedGroup = performance.now();
      witness = startWitness();
    } else child.kill(signal);
  };

  for (const signal of signals) process.on(signal, pass);
  return {
    /** The first signal, if there was one. */
    get received() {
      return received;
    },
    stop() {
      for (const signal of signals) process.off(signal, pass);
      witness.stdin?.end();
    },
  };
}

/** Waits for the end of its input, which comes with our own end, whatever that is. */
function startWitness() {
  const witness = spawn("cat", { stdio: ["pipe", "ignore", "ignore"] });
  witness.on("error", () => {}); // without one, every signal is handed on
  witness.unref();
  return witness;
}

/**
 * @param {ChildProcess} witness
 * @param {number} limit ms
 */
async function endsWithin(witness, limit) {
  if (witness.exitCode !== null || witness.signalCode !== null) return true;
  return once(witness, "exit", { signal: AbortSignal.timeout(limit) }).then(
    () => true,
    () => false,
  );
}
