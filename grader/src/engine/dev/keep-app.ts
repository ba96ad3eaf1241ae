import type { AppExit } from "@picking-labs/contracts";
import type { OpenApp } from "../../sandbox/by-hand/index.ts";
import type { Sources } from "./read-sources.ts";
import type { FolderWatch } from "./watch-folder.ts";

type Keeping = {
  read: () => Promise<Sources>;
  watch: FolderWatch;
  start: () => OpenApp;
  tell: (text: string) => void;
};

export type KeptApp = AsyncDisposable & {
  /** Runs the app, and starts it again after each change; ends only by an error of ours. */
  run(): Promise<never>;
};

const AGAIN = "It starts again when a file is saved.";

/** One app at a time, whatever its author writes. Disposing asks it to end and waits for that. */
export function keepApp({ read, watch, start, tell }: Keeping): KeptApp {
  let app: OpenApp | undefined;
  let over = false;
  /** It ended by itself, so that a save starts it again even if it changes nothing. */
  let down = false;

  async function changedFrom({ digest }: Sources): Promise<Sources> {
    for (;;) {
      await watch.next();
      const now = await read();
      if (down || now.digest !== digest) return now;
    }
  }

  async function serve(changed: Promise<unknown>): Promise<void> {
    const current = start();
    app = current;
    down = false;
    void current.ready.then(async (problem) => {
      if (over || app !== current) return;
      if (problem === undefined) tell("Ready.");
      // An app that ended is told of as that.
      else if (problem.code !== "app-exited" && problem.code !== "library-not-published")
        tell(`${firstLine(problem.message)} ${problem.cure}`);
    });
    const exit = await Promise.race([current.ended, changed.then(() => undefined)]);
    if (over) return;
    down = exit !== undefined;
    if (exit === undefined) tell("A file changed: the app starts again.");
    else tell(`The app ${howItEnded(exit)}. ${AGAIN}`);
    await current.stop();
  }

  return {
    async run() {
      let sources = await read();
      for (;;) {
        const changed = changedFrom(sources);
        // Whoever waits for it is told.
        changed.catch(() => {});
        if (sources.problem === undefined) await serve(changed);
        else tell(`${sources.problem.message}\n${AGAIN}`);
        sources = await changed;
        if (over) await new Promise(() => {});
      }
    },
    async [Symbol.asyncDispose]() {
      over = true;
      await app?.stop();
    },
  };
}

const firstLine = (text: string) => text.split("\n")[0] ?? "";

const howItEnded = ({ code, signal }: AppExit) =>
  signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
