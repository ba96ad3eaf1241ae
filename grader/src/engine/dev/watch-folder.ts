import { watch } from "node:fs";

/** An editor that saves makes several changes in a row; when none came for so long, it is done. */
const QUIET_MS = 60;

export type FolderWatch = Disposable & {
  /** Resolves once something below the folder has changed since the last call, and all is quiet again. */
  next(): Promise<void>;
};

/** For one who waits at a time. */
export function watchFolder(folder: string): FolderWatch {
  let changed = false;
  let quiet: NodeJS.Timeout | undefined;
  let wake: (() => void) | undefined;
  const settle = () => {
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      if (wake === undefined) return;
      changed = false;
      wake();
      wake = undefined;
    }, QUIET_MS);
  };
  const tell = () => {
    changed = true;
    settle();
  };
  const watcher = watch(folder, { recursive: true }, tell);
  // A folder that goes away while it is looked at.
  watcher.on("error", tell);
  return {
    async next() {
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      if (changed) settle();
      await promise;
    },
    [Symbol.dispose]() {
      clearTimeout(quiet);
      watcher.close();
    },
  };
}
