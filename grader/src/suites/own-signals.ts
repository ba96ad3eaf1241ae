const OURS = new Set<string | symbol>(["SIGINT", "SIGTERM", "exit", "unhandledRejection"]);

/**
 * Keeps the signals of this process ours while a runner is loaded: it would end the process at the first
 * Ctrl-C, before anything that we started is ended.
 */
export function ownSignals(): Disposable {
  const remove = (event: string | symbol, listener: (...args: unknown[]) => void) => {
    // A microtask: gone before the event loop can deliver a signal to it.
    if (OURS.has(event)) queueMicrotask(() => process.off(event as string, listener));
  };
  process.on("newListener", remove);
  return {
    [Symbol.dispose]() {
      process.off("newListener", remove);
    },
  };
}
