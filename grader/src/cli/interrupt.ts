import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Turns the first stop signal into an abort, so that everything is ended in order; the second one ends us at once.
 * An error that nobody caught is an abort as well, with that error as its reason.
 */
export function onInterrupt(
  onFirst: () => void,
): Disposable & { signal: AbortSignal; exitCode(): number | undefined } {
  const controller = new AbortController();
  let received: (typeof SIGNALS)[number] | undefined;
  const handle = (signal: (typeof SIGNALS)[number]) => {
    // What is left then is swept by the next command.
    if (controller.signal.aborted) process.exit(128 + constants.signals[signal]);
    received = signal;
    onFirst();
    controller.abort(new DOMException("stopped by a signal", "AbortError"));
  };
  const fail = (error: unknown) => controller.abort(error);
  for (const signal of SIGNALS) process.on(signal, handle);
  process.on("uncaughtException", fail);
  return {
    signal: controller.signal,
    exitCode: () => (received === undefined ? undefined : 128 + constants.signals[received]),
    [Symbol.dispose]() {
      for (const signal of SIGNALS) process.off(signal, handle);
      process.off("uncaughtException", fail);
    },
  };
}
